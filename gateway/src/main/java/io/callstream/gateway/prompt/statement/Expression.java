package io.callstream.gateway.prompt.statement;

import java.util.List;

/** Something that has a value. */
sealed interface Expression {
    /** A string, a number, true, false or none. */
    record Literal(Object value) implements Expression {}

    /** A variable, and what stands in it behind each dot. */
    record Path(List<String> names) implements Expression {
        public Path {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return String.join(".", names);
        }
    }

    record Not(Expression of) implements Expression {}

    record Both(Expression left, Expression right) implements Expression {}

    record Either(Expression left, Expression right) implements Expression {}

    /** {@code ==}, {@code !=}, {@code in} and the like. */
    record Compared(String operator, Expression left, Expression right) implements Expression {}

    /** Whether a variable is there. */
    record Defined(Path path) implements Expression {}

    /** What a filter makes of a value; its argument is {@code ""} when it has none. */
    record Filtered(Expression of, String filter, String argument) implements Expression {}
}
