"""The gate: no figure falls below its floor. That needs the gold readings; the gate's own ways are tested without."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]


def _load():
    spec = importlib.util.spec_from_file_location("gate", ROOT / "benchmarks" / "gate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["gate"] = module  # its dataclasses look it up
    spec.loader.exec_module(module)
    return module


gate = _load()
BOUNDS = {"floors": {"g": {"found F1": 0.8}}, "ceilings": {"g": {"false entries": 1.0}}}


@pytest.mark.parametrize("group", list(gate.QUICK))
def test_no_figure_falls_below_its_floor(group, shared):
    held = gate.hold(group, gate.QUICK[group](shared.resolve()), gate.bounds())
    assert held
    failing = [f"{h.figure}: {h.value:.3f} against {h.bound:.3f}" for h in held if h.verdict == "FAILS"]
    assert not failing, "; ".join(failing)
    closer = [f"{h.figure} {h.value:.3f} (bound {h.bound:.3f})" for h in held if h.verdict == "draw closer"]
    if closer:
        print(f"{group}: raise the floor (python benchmarks/gate.py --raise): {'; '.join(closer)}")


def test_every_group_has_bounds():
    told = gate.bounds()
    assert set(gate.GROUPS) <= set(told["floors"]) | set(told["ceilings"])
    assert all(isinstance(b, float | int) for kind in told.values() for group in kind.values() for b in group.values())


@pytest.mark.parametrize(
    ("value", "verdict"), [(0.8, "holds"), (0.796, "holds"), (0.794, "FAILS"), (0.81, "holds"), (0.82, "draw closer")]
)
def test_a_floor_gives_by_rounding_only_and_asks_to_be_raised(value, verdict):
    assert [h.verdict for h in gate.hold("g", {"found F1": value}, {**BOUNDS, "ceilings": {}})] == [verdict]


@pytest.mark.parametrize(("value", "verdict"), [(1.0, "holds"), (2.0, "FAILS"), (0.5, "draw closer")])
def test_a_ceiling_holds_from_above(value, verdict):
    assert [h.verdict for h in gate.hold("g", {"false entries": value}, {**BOUNDS, "floors": {}})] == [verdict]


def test_a_figure_that_is_no_longer_measured_fails():
    assert "FAILS" in [h.verdict for h in gate.hold("g", {"false entries": 1.0}, BOUNDS)]


def test_raising_never_lowers(tmp_path):
    path = tmp_path / "floors.yaml"
    figures = {"found F1": 0.7, "new F1": 0.5, "false entries": 3.0}
    before = {kind: {g: dict(v) for g, v in told.items()} for kind, told in BOUNDS.items()}
    gate.draw_closer(gate.hold("g", figures, BOUNDS), before, path)
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told["floors"]["g"] == {"found F1": 0.8, "new F1": 0.49}
    assert told["ceilings"]["g"] == {"false entries": 1.0}
    better = {"found F1": 0.9, "new F1": 0.5, "false entries": 0.5}
    gate.draw_closer(gate.hold("g", better, told), told, path)
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told["floors"]["g"] == {"found F1": 0.89, "new F1": 0.49} and told["ceilings"]["g"]["false entries"] == 0.5
