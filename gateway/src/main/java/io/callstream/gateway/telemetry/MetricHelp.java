package io.callstream.gateway.telemetry;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@link MetricNames} says of each metric, by the metric's name. */
final class MetricHelp {
    private final Map<String, MetricDescription> texts = new LinkedHashMap<>();

    MetricHelp() {
        for (Field field : MetricNames.class.getDeclaredFields()) {
            MetricDescription says = field.getAnnotation(MetricDescription.class);
            if (says != null) {
                texts.put(name(field), says);
            }
        }
    }

    /** In the order of the source. */
    Map<String, MetricDescription> all() {
        return Collections.unmodifiableMap(texts);
    }

    /** Empty for a metric that nobody has described. */
    String of(String name) {
        MetricDescription says = texts.get(name);
        return says == null ? "" : says.value();
    }

    private static String name(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is not for everybody to read", e);
        }
    }
}
