"""The sandbox's page: a Slack-looking client in which one person is every member of the company in turn.

`routes(workspace)` is mounted at the root. Pages are `/as/{handle}/c/{channel}` (`?thread=ts` opens a thread, `?at=ts`
goes to a message), `/as/{handle}/home` (the app's home) and `/as/{handle}/dm/{handle}` (a direct message). They are for
this machine only.

Hooks for browser tests, kept stable:

* `body[data-ready]` once the scripts have started; `body[data-person]`, `body[data-channel]`, `body[data-version]`.
* A message is `article.message[data-ts][data-author]`; one that only its reader sees has the class `ephemeral`.
* Blocks have `[data-block-id]` and `[data-block-type]`; elements have `[data-element]`, `[data-type]`,
  `[data-action-id]` and `[data-block-id]`. Buttons are buttons with their text; selects are comboboxes named by their
  label or placeholder, whose listbox has options.
* The modal is `dialog#modal[data-view-id][data-callback-id][data-depth]`; its fields are found by their labels, the
  sentence under a field is `.problem` (role alert), the buttons have the view's own texts; "Back" and "Close" are in
  its head.
* The composer's field is named "Message #channel" (in a thread "Reply…"), its commands are options `[data-command]`,
  and names after @ `[data-name]`; the lightning menu is "Shortcuts", a message's menu "More actions", both with items
  `[data-shortcut=callback_id]`.
* `#who-button` opens the people, `[data-who=handle]`; `[data-clock=hour|day|week|due]` moves the clock;
  `#faults-button` opens the faults, `[data-fault=kind]`. What fails is told in `.banner-fault`, `.message-problem`,
  `.notice` and `.modal-problem`.
"""

from sandbox.page.routing import routes

__all__ = ["routes"]
