"""Which trials stand in a table or a chart."""

import re

import words


def readers(trial):
    return trial.readers


def pixels(trial):
    return trial.width * trial.height


def by_way(trials):
    """The trials of each system and how it was read, both in the order in which they come."""
    ways = {}
    for trial in trials:
        ways.setdefault(words.way(trial), []).append(trial)
    return ways


def measured_at_several(trials, position):
    """Way by way those that were measured at more than one position, in its order."""
    return [trial for own in by_way(trials).values() if len(set(map(position, own))) > 1
            for trial in sorted(own, key=position)]


def longest(trials):
    """Those with the most frames, of which a p99 says the most."""
    most = max((trial.frames for trial in trials), default=0)
    return [trial for trial in trials if trial.frames == most]


def bare_wakes(results):
    """What a bare futex wake takes after a copy of a frame, by its size: Statistics."""
    found = {}
    for name, statistics in results.limits:
        match = re.fullmatch(r"handover [\d.]+ a second(?: of (\d+)x(\d+))?: futex wake", name)
        if match and "p50" in statistics and results.common_setup():
            size = tuple(map(int, match.groups())) if match[1] else results.common_setup()[0]
            found[size] = statistics["p50"]
    return found


def one_per_way_and_size(trials, usual_fps):
    """At the usual rate where a size was measured at several, else at the highest."""
    best = {}
    for trial in sorted(trials, key=lambda trial: (trial.fps == usual_fps, trial.fps)):
        best[words.way(trial), trial.size] = trial
    return list(best.values())
