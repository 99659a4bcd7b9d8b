import { FitAddon } from '/console/xterm/fit.mjs';
import { Terminal } from '/console/xterm/xterm.mjs';

const standing = document.getElementById('standing');
const terminal = new Terminal({ cursorBlink: true, scrollback: 5000 });
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.open(document.getElementById('console'));
fit.fit();
window.addEventListener('resize', () => fit.fit());

const socket = new WebSocket(`wss://${location.host}/console/connect${location.search}`);
socket.binaryType = 'arraybuffer';
socket.addEventListener('open', () => {
  standing.textContent = 'Connected. Press Enter if nothing is shown.';
  terminal.focus();
});
socket.addEventListener('message', ({ data }) => terminal.write(new Uint8Array(data)));
socket.addEventListener('close', ({ reason }) => {
  standing.textContent = `Closed${reason === '' ? '' : `: ${reason}`}. A console is opened once: ask for another.`;
});
const encoder = new TextEncoder();
terminal.onData((text) => socket.readyState === WebSocket.OPEN && socket.send(encoder.encode(text)));
terminal.onBinary(
  (text) => socket.readyState === WebSocket.OPEN && socket.send(Uint8Array.from(text, (character) => character.charCodeAt(0))),
);
