#!/usr/bin/env python3
"""Read and verify a stream's test frames: an example of wire-format.md and ring-format.md."""
import argparse, ctypes, fcntl, itertools, json, mmap, os, platform, select, socket, struct, time
from collections import namedtuple
import numpy as np

HEAD, FRAME_FUTEX = 128, 136
SUPERSEDED, ENDED = 2, 3
SEALS = 2 | 4 | 16
DTYPES = "u1 u1 i1 <u2 <i2 <u4 <i4 <u8 <i8 <f2 <f4 <f8".split()  # the first for opaque bytes
FORMATS = dict(BG24="rgb8", RG24="bgr8", AB24="rgba8", AR24="bgra8", R8="gray8", R16="gray16")
Frame = namedtuple("Frame", "index format array payload content captured plane_stride")
LIBC, SYS_FUTEX = ctypes.CDLL(None), {"x86_64": 202, "aarch64": 98}.get(platform.machine())
if platform.machine() == "x86_64":  # keeps loads in order by itself
    def fence(order): pass
else:
    fence = ctypes.CDLL("libatomic.so.1").atomic_thread_fence


def require(condition, message):
    if not condition:
        raise SystemExit(f"reader.py: {message}")


def stream_directory():
    uid, runtime = os.geteuid(), os.environ.get("XDG_RUNTIME_DIR")
    if os.environ.get("FRAMERING_DIR"):
        return os.environ["FRAMERING_DIR"]
    if runtime or os.path.isdir(f"/run/user/{uid}"):
        return (runtime or f"/run/user/{uid}") + "/framering"
    path = f"{os.environ.get('TMPDIR') or '/tmp'}/framering-{uid}"
    require(os.lstat(path).st_uid == uid and not os.path.islink(path), f"{path} is not yours")
    return path


def attach(name, deadline):
    hello = json.dumps({"client": "reader.py", "pid": os.getpid(), "ring": True}).encode()
    while True:
        try:
            sock = socket.socket(socket.AF_UNIX)
            sock.settimeout(2)
            sock.connect(f"{stream_directory()}/{name}.sock")
            sock.sendall(struct.pack("<4sHHQ", b"FRMW", 1, 1, len(hello)) + hello)
            first, fds, _, _ = socket.recv_fds(sock, 1, 1)  # the ring comes with the first byte
            with sock.makefile("rb") as rest:
                *kind, length = struct.unpack("<4sHHQ", first + rest.read(15))
                body = rest.read(min(length, 65536)).decode()
            require(kind == [b"FRMW", 1, 2] and fds, f"no ring of {name}, but {body}")
            return sock, Ring(fds[0])
        except (OSError, struct.error) as error:  # nobody there, or gone before welcome
            require(time.monotonic() < deadline, f"time-out: no stream {name} ({error})")
            time.sleep(0.1)


class Ring:
    def __init__(self, fd):
        size, seals = os.fstat(fd).st_size, fcntl.fcntl(fd, fcntl.F_GET_SEALS)
        require(seals & SEALS == SEALS and size >= 384, "the ring is not sealed, or too short")
        memory = mmap.mmap(fd, size, mmap.MAP_SHARED, mmap.PROT_READ)
        os.close(fd)  # the mapping stays
        self.bytes = np.frombuffer(memory, np.uint8)
        self.u64 = memoryview(memory)[:size // 8 * 8].cast("Q")
        (magic, compat, header_bytes, self.slots, self.offset, self.stride, self.payload, self.most,
         total, self.epoch, self.first) = struct.unpack("<8s4x3I5Q16s8xQ", memory[:96])
        require(magic == b"FRAMRING" and compat <= 1 and 384 <= header_bytes <= self.offset
                and self.slots >= 2 and 384 <= self.payload <= self.stride - self.most
                and (self.offset | self.stride | self.payload) % 64 == 0
                and self.offset + self.slots * self.stride <= total <= size, "a damaged ring")
        self.newest = max(self.load(HEAD) - 1, self.first)

    def load(self, offset):
        value = self.u64[offset // 8]  # one access of 64 bits
        fence(5)
        return value

    def read(self, index):
        """The state of the frame's slot, and a copy of the frame if it is whole."""
        slot = self.offset + index % self.slots * self.stride
        before = self.load(slot)
        number, size, fourcc, dtype, dimensions, content, captured, *lists, plane_stride = (
            struct.unpack("<QQ4s2B4xB13xq16x16Q32xI", self.bytes[slot + 128:slot + 356].tobytes()))
        payload = self.bytes[slot + self.payload:][:min(size, self.most)].copy()
        fence(5)
        after = self.load(slot)
        if not before == after == 8 * index + 2:
            return after, None  # what was copied may be torn
        shape, strides = (lists[:dimensions], lists[8:][:dimensions]) if dtype else ([size], [1])
        require(number == index and size <= self.most and dimensions <= 8 and dtype < len(DTYPES)
                and (0 in shape or np.dtype(DTYPES[dtype]).itemsize + sum(
                    (n - 1) * s for n, s in zip(shape, strides)) <= size), f"corrupt frame {index}")
        array = np.ndarray(shape, DTYPES[dtype], payload, 0, strides)
        name = fourcc.decode("latin1").strip(" \0") or DTYPES[dtype]
        return after, Frame(index, name, array, payload, content, captured, plane_stride)

    def sleep(self, futex_value):
        if SYS_FUTEX is None:
            return time.sleep(0.001)
        address = ctypes.c_void_p(self.bytes.ctypes.data + FRAME_FUTEX)
        duration = (ctypes.c_long * 2)(0, 100_000_000)
        LIBC.syscall(ctypes.c_long(SYS_FUTEX), address, 0, ctypes.c_uint32(futex_value), duration)


def verify(frame):
    size, step = len(frame.payload), 16 * frame.plane_stride
    require(frame.content == 1 and size >= 24, f"frame {frame.index} is not a test pattern")
    starts = range(0, size - 23, step if 24 <= step <= size else size)
    for number, block in enumerate(np.split(frame.payload, starts[1:])):
        words = np.frombuffer(block.tobytes() + bytes(-len(block) % 8), "<u8")
        weights = np.arange(1, 2 * len(words), 2, dtype="<u8")
        weights[2] = 0  # the checksum does not count itself
        stamp = struct.pack("<4sIQQ", b"FRPT", number, frame.index, int((words * weights).sum()))
        require(block[:24].tobytes() == stamp, f"corrupt frame {frame.index}, block {number}")


def frames(name, deadline):
    """All frames in order, each with the number of those missed so far."""
    sock, ring = attach(name, deadline)
    n, missed = ring.newest, 0
    while True:
        require(time.monotonic() < deadline, f"time-out: waiting for frame {n}")
        gone = select.select([sock], [], [], 0)[0]  # it has nothing to say but that it ends
        status, futex_value = divmod(ring.load(FRAME_FUTEX), 2**32)  # neighbours
        if n < ring.load(HEAD):
            (sequence, frame), due = ring.read(n), n + 1
            if frame: yield frame, missed
            elif sequence != 8 * n + 4:  # overtaken, not abandoned
                due = max(ring.load(HEAD) - ring.slots // 2, ring.first, n + 1)
                missed += due - n
            n = due
        elif status == SUPERSEDED or gone and status != ENDED:
            epoch, (sock, ring) = ring.epoch, attach(name, deadline)
            n = n if ring.epoch == epoch else ring.newest
        else:
            require(status != ENDED, f"the stream ended before frame {n}")
            ring.sleep(futex_value)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stream", nargs="?", default="camera0")
    parser.add_argument("--frames", type=int, default=100)
    parser.add_argument("--timeout", type=float, default=30)
    args, latency = parser.parse_args(), 0
    stream = frames(args.stream, time.monotonic() + args.timeout)
    for verified, (frame, missed) in enumerate(itertools.islice(stream, args.frames), 1):
        latency += time.monotonic_ns() - frame.captured
        verify(frame)
    name = FORMATS.get(frame.format, frame.format.lower())
    print(f"{verified} frames verified, {missed} missed, {name} {frame.array.shape}, "
          f"mean latency {latency / verified / 1e6:.3f} ms")
