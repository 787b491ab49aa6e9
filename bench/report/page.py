"""docs/benchmarks.md: generated between its two markers, kept by hand elsewhere."""

import os

import tables
import words

BEGIN = "<!-- generated: begin -->"
END = "<!-- generated: end -->"


class BadPage(Exception):
    """One line for people."""


def _systems(results):
    """Each system once, with its version."""
    versions = {}
    for trial in results.paced():
        versions[trial.system] = versions.get(trial.system) or trial.version
    return [f"{system} {version}".rstrip() for system, version in versions.items()]


def _what_was_measured(results):
    rounds = "one round" if results.rounds == 1 else f"{results.rounds} interleaved rounds"
    text = f"One run of `frame_bench all` in {rounds}"
    common = results.common_setup()
    if common:
        text += f": mainly {words.size(common[0])} RGB frames, {words.rate(common[1])}"
    ways = _systems(results)
    if ways:
        text += f", over {len(ways)} ways between processes, every byte of every frame checked"
    quick = " It was a quick run: few frames, to try things out." if results.quick else ""
    return [f"{text}.{quick}", ""]


def _setting(results):
    machine = results.machine
    cores = f", {machine['cores']} cores" if machine["cores"] else ""
    memory = f", {machine['memory_gib']:g} GiB" if machine["memory_gib"] else ""
    facts = {
        "machine": f"{machine['cpu'] or 'unknown'}{cores}{memory}",
        "system": ", ".join(filter(None, (machine["os"], machine["kernel"]))) or "unknown",
        "framering": f"{results.framering or 'unknown'}, commit `{results.commit or 'unknown'}`",
        "measured": results.started or "unknown",
        "systems": ", ".join(_systems(results)) or "none",
    }
    return [f"- {name}: {tables.cell(text)}" for name, text in facts.items()] + [""]


_REPEAT = """\
To repeat it, on a machine with nothing else to do:

```sh
scripts/packages build bench
cmake --preset release && cmake --build --preset release
build/release/bench/frame_bench all --json results.json
bench/report/report results.json
```
""".split("\n")


def _pictures(charts, images_url):
    lines = []
    for chart in charts:
        lines += [f"![{chart.description}]({images_url}/{chart.file_name})", ""]
    return ["### Charts", "", *lines] if lines else []


def generated(results, charts, images_url):
    """The text between the markers."""
    lines = _what_was_measured(results) + tables.targets(results)
    lines += ["### Setting", "", *_setting(results), *_REPEAT]
    for table in (tables.one_reader, tables.more_readers, tables.sizes,
                  tables.publishing, tables.as_fast_as_possible, tables.drawing,
                  tables.ping_pong, tables.clients, tables.limits, tables.left_out):
        lines += table(results)
    lines += _pictures(charts, images_url)
    return "\n".join(lines).strip("\n")


def by_hand(path):
    """What stands before and after the generated part, with its markers. Raises BadPage, OSError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        raise BadPage(f"{path}: it is no UTF-8 text") from None
    if lines.count(BEGIN) != 1 or lines.count(END) != 1 or lines.index(BEGIN) > lines.index(END):
        raise BadPage(f"{path}: it needs one line `{BEGIN}` and, below it, one line `{END}`")
    return "\n".join(lines[:lines.index(BEGIN) + 1]), "\n".join(lines[lines.index(END):])


def url_from(page_path, folder):
    return os.path.relpath(folder, page_path.parent).replace(os.sep, "/")
