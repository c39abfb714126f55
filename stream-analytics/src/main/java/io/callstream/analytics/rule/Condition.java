package io.callstream.analytics.rule;

import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which calls a rule is about: the {@code where} of its configuration.
 *
 * @param text as it was written; empty for all calls
 * @param test what it means
 */
public record Condition(String text, Predicate<SpecificRecord> test) {
    /** Every call. */
    public static final Condition ALL = new Condition("", event -> true);

    /**
     * Reads an expression such as {@code model = 'gpt-4' and (duration_us > 1000000 or not stream)}.
     *
     * @throws ConditionException naming the place, if it is none
     */
    public static Condition parse(String text) {
        return new Condition(text, new ConditionParser(text).parse());
    }

    public boolean matches(SpecificRecord event) {
        return test.test(event);
    }

    @Override
    public String toString() {
        return text;
    }
}
