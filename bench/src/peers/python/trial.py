"""What the two scripts of the Python scheme share: the memory of a trial, laid out as
frames/arena.hpp and frames/picture_roll.hpp say, and the file by which the frames go."""

import fcntl
import mmap
import os
import sys
import time

import numpy as np

HEADER_BYTES = 512
HEADER_WORDS = (
    "frames readers frame_bytes row_bytes pictures period_ns copies_out publish_offset"
    " readers_offset reader_stride ready first_index all_sent finished sender_cpu_ns").split()
SENDER_ERROR = (120, 256)  # offset and bytes in the header
TALLY_BYTES = 256
TALLY_ERROR = (16, 240)  # in a reader's tally
COUNTER_BYTES = 64  # before the frame, which then starts at a cache line


def mapped(fd, writable):
    protection = mmap.PROT_READ | (mmap.PROT_WRITE if writable else 0)
    return mmap.mmap(fd, os.fstat(fd).st_size, mmap.MAP_SHARED, protection)


def row_sums(picture):
    """Those of frames/picture_roll.cpp: of each row's words after the index, and of these sums as
    they grow."""
    words = picture[:, 1:]
    return words.sum(axis=1), words.dot(np.arange(words.shape[1], 0, -1, dtype="<u8"))


class Trial:
    """The arguments of both scripts: directory, descriptors of arena and pictures."""

    def __init__(self, directory, arena_fd, pictures_fd):
        self.directory = directory
        self.arena = mapped(arena_fd, writable=True)
        self.words = np.frombuffer(self.arena, "<u8", HEADER_BYTES // 8)
        self.frames = self["frames"]
        self.rows = (self["frame_bytes"] // self["row_bytes"], self["row_bytes"] // 8)
        pictures = np.frombuffer(mapped(pictures_fd, writable=False), "<u8")
        self.pictures = pictures.reshape(self["pictures"], *self.rows)
        self.sums = [row_sums(picture) for picture in self.pictures]

    def __getitem__(self, name):
        return int(self.words[HEADER_WORDS.index(name)])

    def __setitem__(self, name, value):
        self.words[HEADER_WORDS.index(name)] = value

    def count_up(self, name):
        """For words that several readers count up: the lock makes it one step."""
        with open(os.path.join(self.directory, "lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self[name] += 1

    def publish_stamps(self):
        stamps = np.frombuffer(self.arena, "<i8", self.frames * 3, self["publish_offset"])
        return stamps.reshape(self.frames, 3)

    def tally_offset(self, reader):
        return self["readers_offset"] + reader * self["reader_stride"]

    def tally(self, reader):
        """Corrupt frames, CPU time."""
        return np.frombuffer(self.arena, "<u8", 2, self.tally_offset(reader))

    def read_stamps(self, reader):
        offset = self.tally_offset(reader) + TALLY_BYTES
        return np.frombuffer(self.arena, "<i8", self.frames * 2, offset).reshape(self.frames, 2)

    def picture(self, index):
        return self.pictures[index % len(self.pictures)]

    def is_right(self, index, frame):
        plain, ordered = self.sums[index % len(self.sums)]
        found_plain, found_ordered = row_sums(frame)
        return bool((frame[:, 0] == index).all() and (found_plain == plain).all()
                    and (found_ordered == ordered).all())

    def open_frame_file(self, create):
        """The counter, and behind it the frame, in one mapped file."""
        path = os.path.join(self.directory, "frame")
        size = COUNTER_BYTES + self["frame_bytes"]
        if create:
            with open(path + ".new", "wb") as file:
                file.truncate(size)
            os.rename(path + ".new", path)
        with open(path, "r+b") as file:
            memory = mapped(file.fileno(), writable=True)
        counter = np.frombuffer(memory, "<u8", 1)
        frame = np.frombuffer(memory, "<u8", offset=COUNTER_BYTES).reshape(self.rows)
        return counter, frame


def run(main, error_field):
    """main(trial) in a process of its own; what goes wrong is left in the arena."""
    trial = Trial(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    try:
        main(trial)
    except Exception as error:  # whatever it is, the bench is to say it
        offset, size = error_field(trial)
        line = (str(error) or type(error).__name__).encode()[:size - 1]
        trial.arena[offset:offset + len(line)] = line
        sys.exit(1)


def deadline_in(seconds):
    return time.monotonic() + seconds
