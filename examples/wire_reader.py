#!/usr/bin/env python3
"""Reads and verifies N frames of a stream, as docs/wire-format.md and docs/ring-format.md describe them.
usage: wire_reader.py STREAM tcp|pipe N
       wire_reader.py --connect tcp://HOST:PORT --token-file FILE N
Copy this file, and do something with the picture in read_frames()."""
import collections, contextlib, json, os, pathlib, re, secrets, select, socket, struct, sys, time
try:
    import numpy
except ImportError:
    sys.exit("wire_reader.py: needs numpy: apt install python3-numpy, or /usr/bin/python3")

HELLO, WELCOME, SUBSCRIBE, FRAME, ECHO_REQUEST, ECHO_REPLY, END, GOODBYE, ERROR = 1, 2, 3, 4, 5, 6, 8, 9, 10
MAX_JSON, MAX_PAYLOAD, ANSWER_TIMEOUT, FRAME_TIMEOUT = 65536, 1 << 30, 2, 10  # bytes, bytes, seconds, seconds
HEADER = struct.Struct("<4sHHQ")                 # of a message: magic, version, type, length
STAMP = struct.Struct("<4sIQQ")                  # magic, block, index, checksum
DESCRIPTOR = struct.Struct("<QQI7BxII4xqqq8Q8Q4Q4I16xqQ")  # and what else stands before the payload
Descriptor = collections.namedtuple("Descriptor",
    "index payload_bytes pixel_format dtype dimensions planes color_matrix color_range captured_from content width "
    "height captured acquired published shape strides plane_offset plane_stride sent_ns skipped")
DTYPES = dict(enumerate("u1 i1 <u2 <i2 <u4 <i4 <u8 <i8 <f2 <f4 <f8".split(), start=1))

class Connection:
    """Messages to and from the server, by two descriptors that do not block; of a socket both are the same."""
    def __init__(self, read_fd, write_fd, **more):
        self.read_fd, self.write_fd, self.timeout = read_fd, write_fd, ANSWER_TIMEOUT
        self.send(HELLO, {"client": "wire_reader.py", "pid": os.getpid(), **more})
        self.welcome = self.expect(WELCOME)

    def send(self, kind, fields):
        body = json.dumps(fields).encode()
        with contextlib.suppress(ConnectionError):  # why the server closed may still be there to be read
            os.write(self.write_fd, HEADER.pack(b"FRMW", 1, kind, len(body)) + body)  # short: fits at once

    def read(self, size):
        data, done = numpy.empty(size, numpy.uint8), 0
        while done < size:
            # A FIFO not yet opened by the server reads as if at its end: select waits for the server.
            if not select.select([self.read_fd], [], [], self.timeout)[0]:
                raise TimeoutError(f"the server was silent for {self.timeout} s")
            count = os.readv(self.read_fd, [data[done:]])
            if count == 0:
                raise ConnectionError("the server closed the connection")
            done += count
        return data

    def expect(self, wanted):
        """The body of the next message of a type. Others, a new welcome for one, are passed over."""
        while True:
            magic, version, kind, length = HEADER.unpack(self.read(HEADER.size))
            least, most = (DESCRIPTOR.size, DESCRIPTOR.size + MAX_PAYLOAD) if kind == FRAME else (0, MAX_JSON)
            if magic != b"FRMW" or version != 1 or not least <= length <= most:
                raise ValueError("the server sent something that is no message of version 1")
            body = self.read(length) if kind == FRAME else json.loads(bytes(self.read(length)))
            if kind in (END, ERROR):
                raise ConnectionError(body.get("message") or f"the stream ended: {body['reason']}")
            if kind == wanted:
                return body

    def goodbye(self):
        self.send(GOODBYE, {})
        with contextlib.suppress(ConnectionError):
            self.expect(None)                    # passes over everything until the server has closed

def stream_directory():
    runtime, user = os.environ.get("XDG_RUNTIME_DIR"), os.geteuid()
    if os.environ.get("FRAMERING_DIR"):
        return os.environ["FRAMERING_DIR"]
    if runtime or os.path.isdir(f"/run/user/{user}"):
        return (runtime or f"/run/user/{user}") + "/framering"
    path = f"{os.environ.get('TMPDIR') or '/tmp'}/framering-{user}"
    if os.lstat(path).st_uid != user or os.path.islink(path):
        raise PermissionError(f"{path} belongs to someone else or is a symbolic link")
    return path

def connect_tcp(host, port, token):
    fd = socket.create_connection((host, port), ANSWER_TIMEOUT).detach()
    return Connection(fd, fd, token=token)

def connect_tcp_by_name(stream):
    """The control socket tells where TCP is served, and the token."""
    directory = os.open(stream_directory(), os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as control:
        control.settimeout(ANSWER_TIMEOUT)       # by /proc, since the path itself may be too long for a socket
        control.connect(f"/proc/self/fd/{directory}/{stream}.sock")
        tcp = Connection(control.fileno(), control.fileno(), ring=False).welcome.get("endpoints", {}).get("tcp")
    if not tcp:
        raise ValueError("this stream is not served over TCP")
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(tcp["address"], tcp["address"])
    return connect_tcp(host, tcp["port"], tcp["token"])

def connect_pipe(stream):
    base, nonce = f"{stream_directory()}/{stream}", secrets.randbits(64)
    own, deadline = f"{base}.{os.getpid()}-{nonce:016x}", time.monotonic() + ANSWER_TIMEOUT
    fifo = os.open(f"{base}.fifo", os.O_WRONLY | os.O_NONBLOCK)
    os.write(fifo, struct.pack("<4sHHQQQ", b"FRMR", 1, 0, os.getpid(), nonce, 0))
    os.close(fifo)
    while not os.path.exists(f"{own}.up"):       # Python has no inotify: look often
        if time.monotonic() > deadline:
            raise TimeoutError("the server does not answer")
        time.sleep(0.001)
    down = os.open(f"{own}.down", os.O_RDONLY | os.O_NONBLOCK)
    return Connection(down, os.open(f"{own}.up", os.O_WRONLY | os.O_NONBLOCK))

def own_clock():
    boot, link = pathlib.Path("/proc/sys/kernel/random/boot_id").read_text().strip(), "/proc/self/ns/time"
    return f"{boot} {os.readlink(link) if os.path.lexists(link) else ''}"

def measure(connection):
    """The best of a few echoes, before frames get in the way: uncertainty, lead of the server's clock, trip; ns."""
    echoes = []
    for number in (1, -7, 2**62 - 1, -2**62, 12345):
        t0 = time.monotonic_ns()
        connection.send(ECHO_REQUEST, {"number": number, "sent_ns": t0})
        reply = connection.expect(ECHO_REPLY)
        t1, t2, t3 = reply["received_ns"], reply["replied_ns"], time.monotonic_ns()
        if reply["number"] != 2 * number or reply["sent_ns"] != t0:
            raise ValueError(f"the echo of {number} came back wrong: {reply}")
        echoes.append((((t3 - t0) - (t2 - t1)) / 2, ((t1 - t0) + (t2 - t3)) / 2, t3 - t0))
    return min(echoes)

def split_frame(body):
    """The body of a frame as a checked descriptor and the payload, an array of uint8."""
    v, payload = DESCRIPTOR.unpack_from(body), body[DESCRIPTOR.size:]
    used = min(v[4], 8)                          # dimensions
    d = Descriptor(*v[:15], v[15:15 + used], v[23:23 + used], v[31:35], v[35:39], *v[39:])
    good = d.payload_bytes == len(payload) and d.dimensions <= 8 and (d.dtype in DTYPES) == (d.dimensions > 0)
    if good and d.shape and 0 not in d.shape:    # planes are not checked, since array_of() does without them
        last = sum((size - 1) * stride for size, stride in zip(d.shape, d.strides))
        good = last + numpy.dtype(DTYPES[d.dtype]).itemsize <= len(payload)
    if not good:
        raise ValueError(f"corrupt frame {d.index}: its descriptor does not fit its {len(payload)} bytes")
    return d, payload

def array_of(descriptor, payload):
    """The payload as a numpy array, without a copy; opaque bytes as they are."""
    if not descriptor.shape:
        return payload
    return numpy.ndarray(descriptor.shape, DTYPES[descriptor.dtype], payload, 0, descriptor.strides)

def stamps_hold(descriptor, payload):
    size, block = len(payload), 16 * descriptor.plane_stride[0]
    starts = range(0, size - 23, block) if 24 <= block <= size else [0]  # a shorter rest is no block
    words = numpy.zeros(max(3, (size + 7) // 8), "<u8")
    words.view(numpy.uint8)[:size] = payload
    for number, part in enumerate(numpy.split(words, [start // 8 for start in starts[1:]])):
        stamp = STAMP.unpack_from(part)
        part[2] = 0                              # the checksum itself; numpy's sum is modulo 2**64, as wanted
        checksum = (part * numpy.arange(1, 2 * len(part), 2, dtype=numpy.uint64)).sum()
        if stamp != (b"FRPT", number, descriptor.index, checksum):
            return False
    return True

def read_frames(connection, count):
    """Reads and verifies frames; returns how many were corrupt and how many the server skipped."""
    corrupt, newest = 0, 0
    connection.timeout = FRAME_TIMEOUT
    connection.send(SUBSCRIBE, {})
    for _ in range(count):
        descriptor, payload = split_frame(connection.expect(FRAME))
        picture = array_of(descriptor, payload)  # go on from here
        if descriptor.index < newest or (descriptor.content == 1 and not stamps_hold(descriptor, payload)):
            corrupt += 1
        newest = descriptor.index
    return corrupt, descriptor.skipped

def main():
    words = sys.argv[1:]
    by_name = len(words) == 3 and words[1] in ("tcp", "pipe") and re.fullmatch(r"(?!\.)[\w.-]{1,64}", words[0], re.A)
    by_address = len(words) == 5 and re.fullmatch(r"--connect \S+:\d+ --token-file", " ".join(words[:3]))
    if not (by_name or by_address) or not re.fullmatch("[1-9][0-9]*", words[-1]):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        if by_name:
            connection = (connect_pipe if words[1] == "pipe" else connect_tcp_by_name)(words[0])
        else:
            host, _, port = words[1].removeprefix("tcp://").rpartition(":")
            connection = connect_tcp(host.strip("[]"), port, pathlib.Path(words[3]).read_text().strip())
        uncertainty, offset, trip = measure(connection)
        corrupt, skipped = read_frames(connection, int(words[-1]))
        connection.goodbye()
    except (OSError, ValueError, OverflowError) as error:
        if by_address and getattr(error, "filename", None):
            sys.exit(f"wire_reader.py: cannot read the token file {error.filename}: {error.strerror}")
        hint = " (is there a producer?)" if getattr(error, "errno", None) else ""  # not an error of our own
        sys.exit(f"wire_reader.py: cannot read {words[0 if by_name else 1]}: {error}{hint}")
    except KeyError as error:
        sys.exit(f"wire_reader.py: the server left out {error}")
    shared = connection.welcome["clock"] == own_clock()
    clock = "shared" if shared else f"{offset / 1e6:+.3f} ms, give or take {uncertainty / 1e6:.3f} ms"
    print(f"{words[-1]} frames, {corrupt} corrupt, {skipped} skipped; echo {trip / 1e6:.2f} ms; clock {clock}")
    sys.exit(f"wire_reader.py: {corrupt} frames were corrupt" if corrupt else 0)

if __name__ == "__main__":
    main()
