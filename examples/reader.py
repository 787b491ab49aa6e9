#!/usr/bin/env python3
"""Read a framering stream from shared memory, in plain Python, and verify its test frames.

An example for readers in other languages: all it knows is in wire-format.md (how to get the ring)
and ring-format.md (how to read it), and the names here are the names there. Needs numpy.
"""
import argparse, ctypes, fcntl, json, mmap, os, platform, select, socket, stat, struct, sys, time
from collections import namedtuple
import numpy as np

HELLO, WELCOME, END_OF_STREAM, ERROR = 1, 2, 8, 10
SUPERSEDED, ENDED = 2, 3
SEALS = 2 | 4 | 16  # F_SEAL_SHRINK, F_SEAL_GROW, F_SEAL_FUTURE_WRITE
DTYPES = "none u1 i1 <u2 <i2 <u4 <i4 <u8 <i8 <f2 <f4 <f8".split()
FORMATS = {b"BG24": ("rgb8", 3), b"RG24": ("bgr8", 3), b"AB24": ("rgba8", 4), b"AR24": ("bgra8", 4),
           b"R8  ": ("gray8", 1), b"R16 ": ("gray16", 2), b"YUYV": ("yuyv", 2), b"NV12": ("nv12", 1)}
Header = namedtuple("Header", "magic version compat_version header_bytes slot_count slots_offset "
                    "slot_stride payload_offset payload_capacity total_bytes epoch ring_number first_index")
Descriptor = namedtuple("Descriptor", "index payload_bytes fourcc dtype dimensions planes color_matrix "
                        "color_range captured_from content width height captured acquired published "
                        "shape strides plane_offset plane_stride")
LIBC, SYS_FUTEX = ctypes.CDLL(None), {"x86_64": 202, "aarch64": 98}.get(platform.machine())
FUTEX_WAIT_BITSET, ANY_BIT = 9, 0xffffffff


class StreamError(Exception):
    pass


def require(condition, message):
    if not condition:
        raise StreamError(message)


def fence():
    """x86 keeps loads in order; elsewhere the kernel's scheduler passes a full fence."""
    if platform.machine() != "x86_64":
        os.sched_yield()


def socket_path(name):
    uid, runtime = os.geteuid(), os.environ.get("XDG_RUNTIME_DIR")
    if os.environ.get("FRAMERING_DIR"):
        directory = os.environ["FRAMERING_DIR"]
    elif runtime or os.path.isdir(f"/run/user/{uid}"):
        directory = os.path.join(runtime or f"/run/user/{uid}", "framering")
    else:
        directory = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"framering-{uid}")
        found = os.lstat(directory)  # anybody may write to /tmp: trust only what is ours
        require(stat.S_ISDIR(found.st_mode) and found.st_uid == uid, f"{directory} belongs to another user")
    return os.path.join(directory, name + ".sock")


def receive_exactly(sock, count):
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise ConnectionError("the producer closed the connection")
        data += more
    return data


def receive(sock):
    """The next message: its type, its body, and the file descriptor that came with it, or None."""
    first, fds, _, _ = socket.recv_fds(sock, 1, 1, socket.MSG_CMSG_CLOEXEC)  # it comes with the first byte
    magic, version, kind, length = struct.unpack("<4sHHQ", first + receive_exactly(sock, 16 - len(first)))
    require((magic, version) == (b"FRMW", 1) and length <= 65536, "the producer speaks another protocol")
    return kind, json.loads(receive_exactly(sock, length)), fds[0] if fds else None


def attach(name, deadline, sock=None):
    """Ask for the ring: on the open connection, or on new ones until there is a producer."""
    hello = json.dumps({"client": "reader.py", "pid": os.getpid(), "ring": True}).encode()
    while True:
        try:
            if not sock:
                sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                sock.settimeout(2)
                sock.connect(socket_path(name))
            sock.sendall(struct.pack("<4sHHQ", b"FRMW", 1, HELLO, len(hello)) + hello)
            kind, body, fd = receive(sock)
            break
        except OSError as error:  # no socket, nobody behind it, or gone before it answered
            sock = sock and sock.close()
            require(time.monotonic() < deadline, f"no producer of {name} until the deadline ({error})")
            time.sleep(0.05)
    require(kind != END_OF_STREAM, f"the stream ended: {body.get('reason')}")
    require(kind != ERROR, f"the producer refused: {body.get('message')}")
    require(kind == WELCOME and fd is not None, "the producer sent no ring")
    ring = Ring(fd)
    os.close(fd)  # the mapping stays
    return sock, ring


def closed(sock):
    """Whether the producer closed the connection. What it says there, the ring's status says too."""
    try:
        return bool(select.select([sock], [], [], 0)[0]) and not sock.recv(4096)
    except ConnectionError:
        return True


class Ring:
    def __init__(self, fd):
        size = os.fstat(fd).st_size
        require(fcntl.fcntl(fd, fcntl.F_GET_SEALS) & SEALS == SEALS, "the ring is not sealed")
        require(size >= 384, "the ring is too short for its header")
        memory = mmap.mmap(fd, size, mmap.MAP_SHARED, mmap.PROT_READ)
        self.bytes = np.frombuffer(memory, np.uint8)
        # These two load a word in one access; struct.unpack would put it together byte by byte.
        self.u32 = memoryview(memory)[:size // 8 * 8].cast("I")
        self.u64 = memoryview(memory)[:size // 8 * 8].cast("Q")
        self.header = h = Header(*struct.unpack_from("<8s4I5Q16sI4xQ", memory[:384]))
        require(h.magic == b"FRAMRING" and h.compat_version <= 1, "not a ring of version 1")
        require(h.header_bytes >= 384 and h.slots_offset >= h.header_bytes and h.payload_offset >= 384
                and h.slot_count >= 2 and h.slots_offset % 64 == 0 and h.slot_stride % 64 == 0
                and h.payload_offset % 64 == 0 and h.slot_stride >= h.payload_offset + h.payload_capacity
                and h.slots_offset + h.slot_count * h.slot_stride <= h.total_bytes <= size,
                "the ring's header contradicts itself")

    head = property(lambda self: self.u64[128 // 8])
    frame_futex = property(lambda self: self.u32[136 // 4])
    status = property(lambda self: self.u32[140 // 4])

    def slot(self, index):
        return self.header.slots_offset + index % self.header.slot_count * self.header.slot_stride

    def sequence(self, index):
        return self.u64[self.slot(index) // 8]

    def read(self, index):
        """The frame's descriptor and a copy of its payload, or None when it is not to be had."""
        slot, payload = self.slot(index), self.slot(index) + self.header.payload_offset
        if self.sequence(index) != 8 * index + 2:
            return None
        fence()
        v = struct.unpack("<QQ4s7Bx2I4x3q8Q8Q4Q4I16x", self.bytes[slot + 128:slot + 384].tobytes())
        d = Descriptor(*v[:15], v[15:23], v[23:31], v[31:35], v[35:39])
        copy = self.bytes[payload:payload + min(d.payload_bytes, self.header.payload_capacity)].copy()
        fence()
        # If it was overwritten meanwhile, the descriptor may be nonsense: so it is checked later.
        return (d, copy) if self.sequence(index) == 8 * index + 2 else None

    def wait(self, futex_value):
        """Sleep until the futex differs from the value seen before, 100 ms at most."""
        if not SYS_FUTEX:
            return time.sleep(0.002)
        # Unlike FUTEX_WAIT, this one takes a point in time on CLOCK_MONOTONIC.
        until = (ctypes.c_long * 2)(*divmod(time.monotonic_ns() + 100_000_000, 10**9))
        LIBC.syscall(ctypes.c_long(SYS_FUTEX), ctypes.c_void_p(self.bytes.ctypes.data + 136),
                     FUTEX_WAIT_BITSET, ctypes.c_uint32(futex_value), until, None, ctypes.c_uint32(ANY_BIT))


def view(d, payload):
    """The format's name, and the frame as an array, once the descriptor has been checked.
    (A viewer would drop a frame that fails; this program is here to complain.)"""
    require(d.payload_bytes == len(payload) and d.dtype < len(DTYPES) and d.dimensions <= 8,
            f"frame {d.index}: broken descriptor")
    dtype = np.dtype(DTYPES[d.dtype or 1])
    shape, strides = (d.shape[:d.dimensions], d.strides[:d.dimensions]) if d.dtype else ([len(payload)], [1])
    reach = [dtype.itemsize + sum((n - 1) * s for n, s in zip(shape, strides)) if all(shape) else 0]
    name, pixel_bytes = FORMATS.get(d.fourcc, (str(dtype), 0))
    if pixel_bytes:
        row_bytes = pixel_bytes * (d.width + d.width % 2 * (name in ("yuyv", "nv12")))
        rows = [d.height, (d.height + 1) // 2] if name == "nv12" else [d.height]
        require(d.planes == len(rows), f"frame {d.index}: {name} with {d.planes} planes")
        reach += [offset + (n - 1) * stride + row_bytes
                  for n, offset, stride in zip(rows, d.plane_offset, d.plane_stride)]
    require(max(reach) <= len(payload), f"frame {d.index}: the picture does not fit into its payload")
    return name, np.ndarray(shape, dtype, payload, 0, strides)


def check_stamps(d, payload):
    size, step = len(payload), 16 * d.plane_stride[0]
    if step < 24 or size < step:
        step = size
    require(size >= 24, f"frame {d.index}: too small for a stamp")
    starts = list(range(0, size, step))
    if size - starts[-1] < 24:
        starts.pop()  # too short for a stamp of its own
    for number, (start, end) in enumerate(zip(starts, starts[1:] + [size])):
        words = np.zeros((end - start + 7) // 8, "<u8")
        words.view(np.uint8)[:end - start] = payload[start:end]
        stamp, words[2] = struct.unpack("<4sIQQ", words[:3].tobytes()), 0
        checksum = int((words * np.arange(1, 2 * len(words), 2, dtype=np.uint64)).sum())  # wraps at 2**64
        require(stamp == (b"FRPT", number, d.index, checksum),
                f"frame {d.index}, block {number}: stamp {stamp}, but the checksum is {checksum}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("stream", nargs="?", default="camera0")
    parser.add_argument("--frames", type=int, default=100)
    parser.add_argument("--timeout", type=float, default=30, metavar="S", help="for the whole run")
    args = parser.parse_args()
    deadline = time.monotonic() + args.timeout
    verified, missed, latency, picture, gone = 0, 0, 0, "no frame", False
    sock, ring = attach(args.stream, deadline)
    n = max(ring.head - 1, ring.header.first_index)  # begin with the newest frame
    while verified < args.frames:
        require(time.monotonic() < deadline, f"only {verified} of {args.frames} frames within the deadline")
        # In this order: a frame published after the look at the futex ends the wait at once, and one
        # published before the ring was superseded or ended is below the head.
        futex_value, status = ring.frame_futex, ring.status
        fence()
        if n < ring.head:
            frame = ring.read(n)
            if frame:
                descriptor, payload = frame
                latency += time.monotonic_ns() - descriptor.captured
                name, array = view(descriptor, payload)
                require(descriptor.index == n, f"frame {n} is labelled {descriptor.index}")
                require(descriptor.content == 1, f"frame {n} bears no pattern stamps")
                check_stamps(descriptor, payload)
                picture = f"{name} {array.shape}"
                verified += 1
            if frame or ring.sequence(n) == 8 * n + 4:  # read, or abandoned
                n += 1
            else:  # overtaken: with a new look at the head, since the old one is as late as we are
                resume = max(n + 1, ring.head - ring.header.slot_count // 2)
                missed, n = missed + resume - n, resume
        elif status == ENDED:
            raise StreamError(f"the stream ended after {verified} of {args.frames} frames")
        elif status == SUPERSEDED or gone:
            epoch = ring.header.epoch
            sock, ring = attach(args.stream, deadline, None if gone else sock)
            gone = False
            if ring.header.epoch == epoch:
                missed += max(0, ring.header.first_index - n)
                n = max(n, ring.header.first_index)
            else:  # another life of the producer: its indices have nothing to do with the old ones
                n = max(ring.head - 1, ring.header.first_index)
        else:
            ring.wait(futex_value)
            gone = closed(sock)
    print(f"{verified} frames verified, {missed} missed, {picture}, "
          f"mean latency {latency / max(verified, 1) / 1e6:.3f} ms")


if __name__ == "__main__":
    try:
        main()
    except (StreamError, OSError, ValueError) as error:
        sys.exit(f"reader.py: {error}")
