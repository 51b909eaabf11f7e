"""Checks the signature of a head, made by `ssh-keygen -Y sign -n checker-ledger -f KEY head.txt`."""

import shutil
import subprocess
from pathlib import Path

from checker.frozen import dataclass
from checker.text.bilingual import Text
from checker.text.ordinary_files import open_ordinary

NAMESPACE = "checker-ledger"
_TOOL = "ssh-keygen"
_SECONDS = 30


@dataclass(frozen=True)
class Signature:
    """What is known of a signature.

    Attributes:
        file: the signature file.
        good: false if it is not that of the head, or of nobody who may sign.
        text: the same in a sentence.
    """

    file: str
    good: bool
    text: Text


def check_signature(head: Path, signers: Path | None) -> Signature | None:
    """Checks the signature beside a head; None if there is none.

    Args:
        head: the file with the head; the signature has the same name and ".sig" at its end.
        signers: who may sign, as ssh-keygen's file of allowed signers; None if anybody may.
    """
    signature = head.with_name(f"{head.name}.sig")
    if not signature.is_file():
        return None
    tool = shutil.which(_TOOL)
    if tool is None:
        text = Text(zh="没有 ssh-keygen，签名未核对", en="not checked: ssh-keygen is not installed")
        return Signature(signature.name, True, text)
    common = ["-n", NAMESPACE, "-s", str(signature)]
    if signers is None:
        good = _run([tool, "-Y", "check-novalidate", *common], head) is not None
        text = Text(
            zh="签名与台账头相符；签名人未核对，可用 --signers 指定允许的签名人",
            en="the signature is that of the head; who signed was not checked: name the allowed signers with --signers",
        )
        return Signature(signature.name, good, text if good else _BAD)
    found = _run([tool, "-Y", "find-principals", "-f", str(signers), "-s", str(signature)], head)
    name = (found or "").strip().splitlines()
    if not name:
        return Signature(signature.name, False, _NOBODY)
    good = _run([tool, "-Y", "verify", "-f", str(signers), "-I", name[0], *common], head) is not None
    text = Text(zh=f"由 {name[0]} 签名，与台账头相符", en=f"signed by {name[0]}; the signature is that of the head")
    return Signature(signature.name, good, text if good else _BAD)


_BAD = Text(zh="签名与台账头不符", en="the signature is not that of the head")
_NOBODY = Text(zh="签名人不在允许的名单中", en="whoever signed is not among the allowed signers")


def _run(command: list[str], head: Path) -> str | None:
    """Runs the tool on a head; returns what it prints, or None if it fails."""
    with open_ordinary(head) as stream:
        done = subprocess.run(command, stdin=stream, capture_output=True, text=True, timeout=_SECONDS, check=False)
    return done.stdout if done.returncode == 0 else None
