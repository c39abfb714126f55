package io.callstream.gateway.prompt.statement;

import java.util.List;

/** A part of a template. */
sealed interface Node {
    /** Text as it stands. */
    record Text(String text) implements Node {}

    /** From here on a message of this role. Only a template says so, never a value. */
    record Role(String role) implements Node {}

    /** What an expression comes to. */
    record Value(Expression expression) implements Node {}

    /** The first branch whose condition holds; the last one may have one that always does. */
    record If(List<Branch> branches) implements Node {
        public If {
            branches = List.copyOf(branches);
        }
    }

    /** A branch of a condition. */
    record Branch(Expression condition, List<Node> body) {
        public Branch {
            body = List.copyOf(body);
        }
    }

    /** The body once for each element, which has that name; the other body when there is none. */
    record For(String name, Expression list, List<Node> body, List<Node> otherwise) implements Node {
        public For {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }
}
