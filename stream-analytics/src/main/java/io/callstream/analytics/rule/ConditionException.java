package io.callstream.analytics.rule;

/** An expression that cannot be read; the message says where and what was expected. */
public final class ConditionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ConditionException(int position, String message) {
        super("at position " + (position + 1) + ": " + message);
    }
}
