"""The writing script of the Python scheme; what frames/publish_frames.cpp does."""

import time

import numpy as np

from trial import SENDER_ERROR, deadline_in, run

FOR_READERS_S = 30
FOR_THE_LAST_S = 5
WARM_UP_PERIOD_NS = 5_000_000
SETTLING = 10
TAIL = 2


class Camera:

    def __init__(self, trial):
        self.trial = trial
        self.counter, self.frame = trial.open_frame_file(create=True)
        self.index = 1
        self.due_ns = time.monotonic_ns()

    def wait_until_due(self, period_ns):
        self.due_ns += period_ns
        now_ns = time.monotonic_ns()
        if period_ns == 0 or self.due_ns < now_ns - period_ns:
            self.due_ns = now_ns
        elif self.due_ns > now_ns:
            time.sleep((self.due_ns - now_ns) / 1e9)

    def shoot(self, period_ns):
        self.wait_until_due(period_ns)
        captured_ns = time.monotonic_ns()
        np.copyto(self.frame, self.trial.picture(self.index))
        self.frame[:, 0] = self.index
        published_ns = time.monotonic_ns()
        self.counter[0] = self.index
        returned_ns = time.monotonic_ns()
        self.index += 1
        return captured_ns, published_ns, returned_ns


def wait_for_readers(camera, trial, period_ns):
    deadline = deadline_in(FOR_READERS_S)
    while trial["ready"] < trial["readers"]:
        if time.monotonic() >= deadline:
            raise TimeoutError(f"only {trial['ready']} of {trial['readers']} readers get frames")
        camera.shoot(period_ns)


def publish_frames(trial):
    camera = Camera(trial)
    stamps = trial.publish_stamps()
    slow_ns = max(WARM_UP_PERIOD_NS, trial["period_ns"])
    wait_for_readers(camera, trial, slow_ns)
    trial["first_index"] = camera.index + SETTLING
    for _ in range(SETTLING):
        camera.shoot(slow_ns)
    period_ns = trial["period_ns"]
    cpu_before_ns = time.process_time_ns()
    for i in range(trial.frames):
        stamps[i] = camera.shoot(period_ns)
    trial["sender_cpu_ns"] = time.process_time_ns() - cpu_before_ns
    trial["all_sent"] = 1
    for _ in range(TAIL):
        camera.shoot(slow_ns)
    deadline = deadline_in(FOR_THE_LAST_S)
    while trial["finished"] < trial["readers"] and time.monotonic() < deadline:
        time.sleep(0.002)


run(publish_frames, lambda trial: SENDER_ERROR)
