"""Reads the page's HTML back, and says what in it no text of a person or an app may ever bring about."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input"}
TAGS = {
    *VOID,
    *(
        "a",
        "article",
        "b",
        "blockquote",
        "button",
        "code",
        "div",
        "em",
        "figcaption",
        "figure",
        "h3",
        "label",
        "li",
        "ol",
    ),
    *("caption", "details", "line", "path", "summary", "table", "tbody", "td", "text", "th", "thead", "title", "tr"),
    *("p", "pre", "rect", "s", "small", "span", "strong", "svg", "textarea", "time", "ul"),
}
ADDRESSES = ("http://", "https://", "mailto:", "tel:", "/as/")


class Reading(HTMLParser):
    """The text of a piece of HTML, its elements, and every reason why it is not safe."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in TAGS:
            self.problems.append(f"<{tag}>")
        self.problems += [f"{name} on <{tag}>" for name in attributes if name.startswith("on") or name == "style"]
        address = attributes.get("href", attributes.get("src", ""))
        if address and not address.lower().startswith(ADDRESSES):
            self.problems.append(f"leads to {address!r}")
        if tag == "br":
            self.text += "\n"
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        self.text += data
        self.words += data.split()

    def handle_comment(self, data: str) -> None:
        self.problems.append("a comment")

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]
