package io.callstream.gateway.telemetry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a metric means: its help text at {@code /metrics}, and its row of the reference. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface MetricDescription {
    String value();

    Kind kind() default Kind.COUNTER;

    /** Names of its labels. */
    String[] by() default {};

    /** What Prometheus calls it, and how the name ends there. */
    enum Kind {
        COUNTER("counter", "_total"),
        GAUGE("gauge", ""),
        TIMER("histogram", "_seconds");

        private final String type;
        private final String ending;

        Kind(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }

        String type() {
            return type;
        }

        /** A metric's name as Prometheus shows it. */
        String shown(String name) {
            return name.replace('.', '_') + ending;
        }
    }
}
