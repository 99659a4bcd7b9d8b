import RFB from '/console/novnc/core/rfb.js';

const standing = document.getElementById('standing');
const asked = new URLSearchParams(location.search);
// As noVNC's own page, this one may be told the path of the WebSocket. Of that, it takes the token alone: it connects to nothing else.
const token = asked.get('token') ?? new URLSearchParams(asked.get('path')?.replace(/^[^?]*/, '')).get('token') ?? '';
const address = `wss://${location.host}/console/connect?token=${encodeURIComponent(token)}`;
const screen = new RFB(document.getElementById('console'), address, { shared: true });
screen.scaleViewport = true;
screen.background = '#14161a';
screen.addEventListener('connect', () => {
  standing.textContent = 'Connected.';
  screen.focus();
});
screen.addEventListener('disconnect', () => {
  standing.textContent = 'Closed. A screen is opened once: ask for another.';
});
