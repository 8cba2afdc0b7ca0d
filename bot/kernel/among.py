"""A list of numbers given as one value, so that a statement is written, and planned, once for all of their lengths."""

from typing import Any

from sqlalchemy import ARRAY, JSON, BindParameter, ColumnElement, Dialect, Integer, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Boolean, TypeDecorator, TypeEngine


class _Numbers(TypeDecorator[list[int]]):
    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(Integer()) if dialect.name == "postgresql" else JSON())


class Among(ColumnElement[bool]):
    """Whether the column has one of the numbers that the statement is given by that name."""

    inherit_cache = False
    type = Boolean()
    _is_implicitly_boolean = True  # or SQLite would be asked whether it is 1, and take no index

    def __init__(self, column: Any, name: str) -> None:
        self.column: ColumnElement[int] = column.expression
        self.given: BindParameter[list[int]] = bindparam(name, type_=_Numbers())


@compiles(Among, "postgresql")
def _of_an_array(this: Among, compiler: SQLCompiler, **how: Any) -> str:
    return f"{compiler.process(this.column, **how)} = ANY ({compiler.process(this.given, **how)})"


@compiles(Among, "sqlite")
def _of_json(this: Among, compiler: SQLCompiler, **how: Any) -> str:
    column, given = (compiler.process(each, **how) for each in (this.column, this.given))
    return "".join((column, " IN (SELECT value FROM json_each(", given, "))"))
