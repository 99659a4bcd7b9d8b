"""A network card in the hands of a test. Frames go in by standard input and come out by standard output, a line of hexadecimal digits each.

card.py packet INTERFACE   an interface that is there
card.py tap INTERFACE      the guest's end of a tap device, as QEMU opens it
"""
import fcntl
import os
import select
import socket
import struct
import sys

kind, name = sys.argv[1], sys.argv[2]
if kind == "tap":
    device = os.open("/dev/net/tun", os.O_RDWR)
    # TUNSETIFF with IFF_TAP | IFF_NO_PI | IFF_VNET_HDR
    fcntl.ioctl(device, 0x400454CA, struct.pack("16sH22x", name.encode(), 0x0002 | 0x1000 | 0x4000))
    header = b"\0" * 10
    if len(sys.argv) > 3:
        os.setuid(int(sys.argv[3]))
    receive = lambda: os.read(device, 65536)[len(header):]
    send = lambda frame: os.write(device, header + frame)
else:
    packet = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    packet.bind((name, 0))
    device = packet.fileno()

    def receive():
        frame, address = packet.recvfrom(65536)
        return b"" if address[2] == socket.PACKET_OUTGOING else frame

    send = packet.send

print("ready", flush=True)
pending = b""
while True:
    readable, _, _ = select.select([device, 0], [], [])
    if device in readable:
        frame = receive()
        if frame:
            print(frame.hex(), flush=True)
    if 0 in readable:
        data = os.read(0, 65536)
        if not data:
            break
        *lines, pending = (pending + data).split(b"\n")
        for line in lines:
            send(bytes.fromhex(line.decode()))
