"""What `frame_bench all --json` wrote, checked. Times are in microseconds.

Parts may be absent (a quick run measures less), and trials may have failed.
What is there and makes no sense is a BadResults, which names where.
"""

import json
from collections import Counter
from dataclasses import dataclass, field, replace

from parts import BadResults, Part, Statistic

SCHEMA = 1
_WAKING = ", waking thread"  # behind the name of a system that has one


@dataclass(frozen=True)
class Trial:
    system: str
    version: str
    kind: str  # "ours", "bare" or "peer"
    width: int
    height: int
    fps: float  # 0: as fast as possible
    readers: int
    reading: str  # "copy" or "borrow"
    frames: int
    access_us: dict  # "p50": Statistic, ...
    consumed_us: dict
    publish_us: dict
    cpu_s_per_1000: Statistic
    published_fps: Statistic
    received_fps: Statistic
    missed: int
    corrupt: int
    watched: int  # laps that were to be run twice if the hypervisor disturbed them
    repeats: int  # of those, the ones that were
    disturbed: int  # of those, the ones in which it disturbed both runs
    quantiles_us: list
    failure: str

    @property
    def size(self):
        return self.width, self.height

    @property
    def ours(self):
        return self.kind == "ours"

    @property
    def in_place(self):
        return self.reading == "borrow"

    @property
    def without_waking_thread(self):
        """The same without the thread; None if this is without."""
        if not self.system.endswith(_WAKING):
            return None
        return replace(self, system=self.system.removesuffix(_WAKING)).setup

    @property
    def setup(self):
        """What makes two trials comparable."""
        return self.system, self.size, self.fps, self.readers, self.reading


@dataclass(frozen=True)
class PingPong:
    method: str
    bytes: int
    cycles: int
    median_us: Statistic
    fastest_us: float
    slowest_us: float
    mean_us: float
    per_second: float
    limit: bool
    failure: str


@dataclass(frozen=True)
class Target:
    what: str
    ratio: Statistic
    bound: float
    at_least: bool
    met: bool
    note: str


@dataclass(frozen=True)
class Drawing:
    """What a drawn frame costs the viewer, and those who do nothing but draw."""

    size: tuple
    fps: float
    sides: dict  # "viewer" and "alone": {"cpu_us": Statistic, "drawn_fps": Statistic, "missed": 0}
    ratio: Statistic
    skipped: str
    failure: str


@dataclass
class Results:
    framering: str
    commit: str
    quick: bool
    rounds: int
    started: str
    machine: dict
    limits: list = field(default_factory=list)  # (name, {"p50": Statistic, ...}, mean)
    pingpong: list = field(default_factory=list)
    trials: list = field(default_factory=list)  # that came to a result
    failed: list = field(default_factory=list)
    clients: list = field(default_factory=list)
    skipped: list = field(default_factory=list)  # (name, reason)
    targets: list = field(default_factory=list)
    drawing: Drawing = None  # None: a run without it

    def paced(self):
        """The trials with a camera, not those as fast as possible, nor those of another wake."""
        return [trial for trial in self.trials
                if trial.fps > 0 and not trial.without_waking_thread]

    def common_setup(self):
        """The size and rate of most trials; None without paced ones."""
        setups = Counter((trial.size, trial.fps) for trial in self.paced())
        return setups.most_common(1)[0][0] if setups else None

    def at_common_setup(self):
        return [trial for trial in self.paced() if (trial.size, trial.fps) == self.common_setup()]


def _trial(part):
    return Trial(
        system=part.named("system"), version=part.text("version"), 
        kind=part.one_of("kind", "peer", "bare", "ours"),
        width=part.count("width", 1), height=part.count("height", 1), fps=part.number("fps", 0),
        readers=part.count("readers", 1), reading=part.one_of("reading", "copy", "borrow"),
        frames=part.number("frames", 0),
        access_us=part.statistics("access_us"), consumed_us=part.statistics("consumed_us"),
        publish_us=part.statistics("publish_us"), cpu_s_per_1000=part.statistic("cpu_s_per_1000"),
        published_fps=part.statistic("published_fps"), received_fps=part.statistic("received_fps"),
        missed=part.number("missed"), corrupt=part.number("corrupt"),
        watched=part.number("watched", 0), repeats=part.number("repeats", 0),
        disturbed=part.number("disturbed", 0),
        quantiles_us=part.quantiles("quantiles_us"), failure=part.text("failure"))


def _ping_pong(part):
    return PingPong(
        method=part.named("method"), bytes=part.count("bytes", 0), cycles=part.number("cycles", 0),
        median_us=part.statistic("median_us"), fastest_us=part.number("fastest_us"),
        slowest_us=part.number("slowest_us"), mean_us=part.number("mean_us"),
        per_second=part.number("per_second"), limit=part.flag("limit"),
        failure=part.text("failure"))


def _target(part):
    return Target(
        what=part.named("what"),
        ratio=part.ratio("ratio") if part.flag("measured", True) else None,
        bound=part.number("bound"),
        at_least=part.flag("at_least"), met=part.flag("met"), note=part.text("note"))


def _clients(part):
    row = {name: part.statistic(name)
           for name in ("registration_us", "request_us", "unregistration_us")}
    return row | {"method": part.named("method"), "tasks": part.count("tasks", 1),
                  "requests": part.count("requests", 0), "failure": part.text("failure")}


def _drawing(part):
    if part.is_empty():
        return None
    sides = {name: {"cpu_us": side.statistic("cpu_us"), "drawn_fps": side.statistic("drawn_fps"),
                    "missed": side.number("missed")}
             for name, side in ((name, part.part(name)) for name in ("viewer", "alone"))}
    return Drawing(
        size=(part.count("width", 1), part.count("height", 1)), fps=part.number("fps", 0),
        sides=sides, ratio=part.statistic("ratio"), skipped=part.text("skipped"),
        failure=part.text("failure"))


def _check_origin(value):
    if not isinstance(value, dict) or "bench" not in value:
        raise BadResults("it is not from `frame_bench all --json`")
    if value["bench"] != "all":
        raise BadResults(f"it is from `frame_bench {value['bench']}`; the report wants that of"
                         " `frame_bench all`")
    if value.get("schema") != SCHEMA:
        raise BadResults(f"its schema is {value.get('schema')} and this report reads {SCHEMA};"
                         " measure anew with the frame_bench beside it")


def parse(value):
    """The Results in what the file's JSON says. Raises BadResults."""
    _check_origin(value)
    top = Part(value, "results")
    trials = [_trial(part) for part in top.parts("trials")]
    machine = top.part("machine")
    return Results(
        framering=top.text("framering"), commit=top.text("commit"), quick=top.flag("quick"),
        rounds=top.number("rounds", 1), started=top.text("started"),
        machine={name: machine.text(name) for name in ("cpu", "kernel", "os")}
        | {name: machine.number(name) for name in ("cores", "memory_gib")},
        limits=[(part.named("name"), part.statistics("us"), part.statistic("mean_us"))
                for part in top.parts("limits")],
        pingpong=[_ping_pong(part) for part in top.parts("pingpong")],
        trials=[trial for trial in trials if not trial.failure],
        failed=[trial for trial in trials if trial.failure],
        clients=[_clients(part) for part in top.parts("clients")],
        skipped=[(part.named("name"), part.text("reason")) for part in top.parts("skipped")],
        targets=[_target(part) for part in top.parts("targets")],
        drawing=_drawing(top.part("viewer")))


def read(path):
    """The Results in the file. Raises BadResults, whose line begins with the path, and OSError."""
    try:
        return parse(json.loads(path.read_text(encoding="utf-8")))
    except BadResults as error:
        raise BadResults(f"{path}: {error}") from None
    except ValueError as error:  # also of bytes that are no UTF-8
        raise BadResults(f"{path}: it is no JSON: {error}") from None
