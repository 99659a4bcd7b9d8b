import RFB from '/console/novnc/core/rfb.js';

const standing = document.getElementById('standing');
const screen = new RFB(document.getElementById('console'), `wss://${location.host}/console/connect${location.search}`, { shared: true });
screen.scaleViewport = true;
screen.background = '#14161a';
screen.addEventListener('connect', () => {
  standing.textContent = 'Connected.';
  screen.focus();
});
screen.addEventListener('disconnect', () => {
  standing.textContent = 'Closed. A screen is opened once: ask for another.';
});
