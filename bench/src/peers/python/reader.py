"""The reading script of the Python scheme; what frames/read_frames.cpp does. It polls, and nothing
keeps the writer from the frame that it copies out: a torn one is counted as corrupt."""

import sys
import time

import numpy as np

from trial import TALLY_ERROR, deadline_in, run

FOR_WRITER_S = 20
PATIENCE_S = 0.3
POLL_S = 0.001


class Reader:

    def __init__(self, trial, reader):
        self.trial = trial
        self.tally = trial.tally(reader)
        self.stamps = trial.read_stamps(reader)
        self.counter, self.frame = open_when_there(trial)
        self.copies_out = trial["copies_out"] != 0
        self.own = np.zeros_like(self.frame)
        self.index = 0
        self.greeted = False
        self.cpu_before_ns = None
        self.checks_cpu_ns = 0

    def wait_for_frame(self):
        """False: none came."""
        deadline = deadline_in(PATIENCE_S)
        while (index := int(self.counter[0])) == self.index:
            if time.monotonic() >= deadline:
                return False
            time.sleep(POLL_S)
        self.index = index
        return True

    def take(self):
        """False: there is no more to take."""
        if not self.wait_for_frame():
            return self.trial["all_sent"] == 0
        accessed_ns = time.monotonic_ns()
        if self.copies_out:
            np.copyto(self.own, self.frame)
            consumed_ns = time.monotonic_ns()
            self.check(self.own)
        else:
            self.check(self.frame)
            consumed_ns = time.monotonic_ns()
        if not self.greeted:
            self.greeted = True
            self.trial.count_up("ready")
        return self.count(accessed_ns, consumed_ns)

    def check(self, frame):
        before_ns = time.thread_time_ns()
        if not self.trial.is_right(self.index, frame):
            self.tally[0] += np.uint64(1)
        self.checks_cpu_ns += time.thread_time_ns() - before_ns

    def count(self, accessed_ns, consumed_ns):
        first = self.trial["first_index"]
        if first == 0 or self.index < first:
            return True
        if self.cpu_before_ns is None:
            self.cpu_before_ns = self.unchecked_cpu_ns()
        place = self.index - first
        if place < len(self.stamps):
            self.stamps[place] = accessed_ns, consumed_ns
        return place + 1 < len(self.stamps)

    def unchecked_cpu_ns(self):
        return time.process_time_ns() - self.checks_cpu_ns

    def finish(self):
        if self.cpu_before_ns is not None:
            self.tally[1] = self.unchecked_cpu_ns() - self.cpu_before_ns
        self.trial.count_up("finished")


def open_when_there(trial):
    deadline = deadline_in(FOR_WRITER_S)
    while True:
        try:
            return trial.open_frame_file(create=False)
        except FileNotFoundError:
            if time.monotonic() >= deadline:
                raise TimeoutError("there is no writer") from None
            time.sleep(POLL_S)


def own_number():
    return int(sys.argv[4])


def read_frames(trial):
    reader = Reader(trial, own_number())
    while reader.take():
        pass
    reader.finish()


def error_field(trial):
    offset, size = TALLY_ERROR
    return trial.tally_offset(own_number()) + offset, size


run(read_frames, error_field)
