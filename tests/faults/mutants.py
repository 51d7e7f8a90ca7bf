"""The design mistakes that lost data elsewhere, as small changes to the code, each with what it must fail."""

from collections.abc import Callable
from dataclasses import dataclass

from . import journeys_network as network
from . import journeys_shell as shell
from . import journeys_tablet as tablet
from . import journeys_two as two
from .line import Patch

_WIRE, _SETTLEMENT, _RECORDS = r"/tablet/wire\.", r"/tablet/settlement\.", r"/tablet/records\."
_OUTBOX, _SYNC, _UPLOAD, _PHOTOS = (
    r"/tablet/outbox\.",
    r"/tablet/sync\.",
    r"/tablet/upload\.",
    r"/tablet/photos\.",
)
_AUTOSAVE, _CHANGES, _WORKER = r"/ui/walk_autosave\.", r"/lib/walk_changes\.", r"^/sw\.js"
_MARKED = 'response.headers.get("X-Eventaudit") === "1"'


@dataclass(frozen=True)
class Mutant:
    """What a tablet or its worker would do with the mistake in it."""

    mistake: str
    journey: Callable
    patches: tuple[Patch, ...]


MUTANTS = [
    Mutant(
        "redirects are followed and 200 means done",
        network.portal,
        (
            Patch(_WIRE, 'redirect: "manual"', 'redirect: "follow"'),
            Patch(_WIRE, f"const marked = {_MARKED};", "const marked = response.ok;"),
            Patch(_WIRE, 'response.type === "opaqueredirect" || response.redirected', "false"),
            Patch(
                _WIRE,
                "marked ? await response.json().catch(() => null) : null",
                '{ p: 2, results: JSON.parse(body).ops.map(({ id }) => ({ id, s: "stored", seq: 1 })) }',
            ),
        ),
    ),
    Mutant(
        "200 means that a photo has arrived",
        network.portal_for_photos,
        (
            Patch(_UPLOAD, 'request.getResponseHeader("X-Eventaudit") === "1"', "request.status === 200"),
            Patch(
                _UPLOAD,
                "marked ? parsed(request.responseText) : null",
                '{ p: 2, sha256: headers["X-Sha256"] }',
            ),
        ),
    ),
    Mutant(
        "after a reply the whole outbox is cleared",
        network.in_flight,
        (
            Patch(
                _SETTLEMENT,
                "for (const operation of named) this.outbox.delete(operation.n);",
                "this.outbox.clear();",
            ),
        ),
    ),
    Mutant(
        "a waiting operation is changed under its id",
        network.in_flight,
        (
            Patch(
                _RECORDS,
                "    outbox.add(operation);\n    answers.put({ u,",
                '    const old = row?.waits && (await outbox.index("id").get(row.op));\n'
                "    if (old) {\n      outbox.put({ ...old, v });\n      answers.put({ ...row, v });\n"
                "      return old;\n    }\n    outbox.add(operation);\n    answers.put({ u,",
            ),
        ),
    ),
    Mutant(
        "operations leave the outbox when they are sent",
        tablet.killed_with_a_batch_on_the_wire,
        (
            Patch(
                _OUTBOX,
                'return read(["outbox", "stuck", "meta", "photos"], async',
                'return write(["outbox", "stuck", "meta", "photos"], async',
            ),
            Patch(
                _OUTBOX,
                "    const instead = new Map(",
                '    for (const { n } of operations) transaction.objectStore("outbox").delete(n);\n'
                "    const instead = new Map(",
            ),
        ),
    ),
    Mutant(
        "notes are stored a while after the last key",
        tablet.killed_while_typing,
        (
            Patch(
                _AUTOSAVE,
                "    this.#draft(card, field);\n  }\n\n  /** The field says",
                "  }\n\n  /** The field says",
            ),
        ),
    ),
    Mutant(
        "one's own acknowledged answer is taken for what counts",
        two.both_at_once,
        (Patch(_CHANGES, "if (row && row.asOf > cursor)", "if (row?.op && !row.stuck)"),),
    ),
    Mutant(
        "photos are shrunk first and stored afterwards",
        tablet.page_gone_before_the_photo_is_shrunk,
        (
            Patch(
                _PHOTOS,
                "const bytes = await file.arrayBuffer().catch(() => null);",
                "const bytes = await new Promise(async (done) => {\n"
                '      const { shrinker } = document.getElementById("photo").dataset;\n'
                '      const worker = new Worker(workerURL(shrinker), { type: "module" });\n'
                "      worker.onmessage = ({ data }) => done(data.bytes);\n"
                '      worker.postMessage({ id: "", bytes: await file.arrayBuffer(), type: file.type });\n'
                "    });",
            ),
        ),
    ),
    Mutant(
        "a restored backup is not noticed",
        two.old_backup,
        (
            Patch(
                _SETTLEMENT,
                "if (reply.resend) await this.#sendAgain(new Set(named.map(({ id }) => id)));",
                "",
            ),
        ),
    ),
    Mutant(
        "a new worker takes over with half its files, and drops the old ones",
        shell.update_cut_in_its_middle,
        (
            Patch(
                _WORKER,
                "loadFiles().then(() => self.skipWaiting())",
                "self.skipWaiting().then(() => loadFiles().catch(() => {}))",
            ),
            Patch(
                _WORKER,
                "event.waitUntil(self.clients.claim().then(() => void moveOn()))",
                "event.waitUntil(caches.keys().then((names) => Promise.all(names.map((name) => "
                "name !== OWNER && !name.endsWith(SHELL.version) && caches.delete(name)))))",
            ),
        ),
    ),
    Mutant(
        "the worker keeps whatever came for the page",
        shell.another_page_instead,
        (
            Patch(
                _WORKER,
                '  if (!response.ok || !response.headers.get("X-Walkthrough") || version !== SHELL.version) '
                "return false;\n"
                '  const person = response.headers.get("X-Person");',
                '  const person = response.headers.get("X-Person") ?? (await readOwner()).person;',
            ),
            Patch(
                _WORKER,
                'redirect: "manual", headers: { "X-Keep": "1" }, signal',
                'headers: { "X-Keep": "1" }, signal',
            ),
        ),
    ),
    Mutant(
        "the network is asked for the page first",
        shell.silent_hall,
        (
            Patch(_WORKER, "if (copy && WALK.test(path) && !unsure)", "if (false)"),
            Patch(_WORKER, "Promise.race([network, after(PATIENCE)])", "network"),
        ),
    ),
    Mutant(
        "questions that are not laid out yet have no height",
        tablet.few_layouts,
        (Patch(r"/css/walk\.", "contain-intrinsic-block-size:auto 18rem;", ""),),
    ),
    Mutant(
        "a draft stays when it has become an operation",
        tablet.draft_left_over,
        (Patch(_RECORDS, "    drafts.delete(key);\n    if (row?.op === id)", "    if (row?.op === id)"),),
    ),
    Mutant(
        "the oldest of the outbox are sent, whoever they belong to",
        tablet.anothers_outbox,
        (
            Patch(
                _OUTBOX,
                "      outbox.getAll(owner, most),",
                '      transaction.objectStore("outbox").getAll(null, most)'
                ".then((all) => all.filter(({ u, w }) => u === who.u && w === who.w)),",
            ),
        ),
    ),
    Mutant(
        "sending ends with the first walkthrough",
        network.two_walkthroughs,
        (Patch(_SYNC, "for (const owner of list) {", "for (const owner of list.slice(0, 1)) {"),),
    ),
    Mutant(
        "the tick does not wait for the disk",
        tablet.database_blocked,
        (Patch(_AUTOSAVE, '    card.classList.add("keeping");\n', ""),),
    ),
    Mutant(
        "a dead connection to the database is not opened again",
        tablet.connection_closed,
        (Patch(r"/tablet/database\.", "if (!again || !DEAD.has(error?.name)) throw error;", "throw error;"),),
    ),
]


@dataclass(frozen=True)
class ServerMutant:
    """tests: of those, which the mistake must fail."""

    mistake: str
    tests: str
    changes: tuple[tuple[str, str, str], ...]  # (module, what stands there, what is put in its place)


_WALKS = "tests/walkthroughs/"
SERVER_MUTANTS = [
    ServerMutant(
        "the same operation again is another operation",
        f"{_WALKS}test_exchange.py::test_each_operation_is_stored_known_or_refused_by_name",
        (
            (
                "walkthroughs/batch.py",
                "            if before := self.known.get(number):\n"
                "                self._check_same(before, operation)\n"
                "                return Result(name, KNOWN, criterion=shown, seq=before.seq)\n",
                "            if number in self.known:\n                number = uuid.uuid4()\n",
            ),
        ),
    ),
    ServerMutant(
        "the later clock wins",
        f"{_WALKS}test_exchange.py::test_what_was_made_on_top_of_the_other_counts_though_its_clock_is_slow",
        (
            (
                "walkthroughs/causality.py",
                "tops = [change for change in by_id.values() if change.id not in built_on]",
                "tops = list(by_id.values())",
            ),
            (
                "walkthroughs/causality.py",
                "key=lambda change: (_time(change, by_id), change.made_at, change.id)",
                "key=lambda change: (change.made_at, change.id)",
            ),
            (
                "walkthroughs/fields.py",
                "if operation.base == stood and operation.pk not in self._followed:",
                "if stood is None:",
            ),
        ),
    ),
    ServerMutant(
        "the form without scripts saves every field",
        f"{_WALKS}test_walk_page.py::test_a_stale_form_leaves_alone_what_another_tablet_answered_meanwhile",
        (("walkthroughs/forms.py", "if value != value_of(question.kind, before):", "if now:"),),
    ),
    ServerMutant(
        "the form without scripts is taken from the signed-in alone",
        f"{_WALKS}test_form_signed_out.py::test_with_the_tablets_cookie_the_form_is_taken_and_nothing_is_read",
        (("walkthroughs/views.py", "@auditors_or_their_tablets\n", "@auditors\n"),),
    ),
    ServerMutant(
        "a history that is not the tablet's is not noticed",
        f"{_WALKS}test_exchange.py::test_a_server_restored_from_an_old_backup_begins_a_new_epoch_for_all_tablets",
        (("walkthroughs/sync.py", "resend = _is_over(own, sent, cursor)", "resend = False"),),
    ),
]
