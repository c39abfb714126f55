package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class RareWarningTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // nanoTime may be anything, and overflow
    private final List<String> heard = new ArrayList<>();
    private final RareWarning warning = new RareWarning(logger(), Duration.ofSeconds(10), nanos::get);

    @Test
    void repeatsItselfOnlyAfterAWhile() {
        warning.warn("full: count={}", 1);
        warning.warn("full: count={}", 2);
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        warning.warn("full: count={}", 3);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        warning.warn("full: count={}", 4);

        assertThat(heard).containsExactly("full: count=1", "full: count=4");
    }

    /** Hears {@code warn(format, arguments...)}, and knows nothing else. */
    private Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("warn");
                    heard.add(MessageFormatter.arrayFormat((String) arguments[0], (Object[]) arguments[1])
                            .getMessage());
                    return null;
                });
    }
}
