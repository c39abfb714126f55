package io.callstream.conformance.judged;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Lets a check fail only if {@code expected-failures.txt} lists it, and then insists that it fails: whoever mends something
 * takes its line out.
 */
public final class Ratchet implements InvocationInterceptor {
    private static final String FILE = "/expected-failures.txt";

    private final Set<String> expected = read();

    @Override
    public void interceptTestMethod(
            Invocation<Void> check, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(check, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> check, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(check, context);
    }

    private void run(Invocation<Void> check, ExtensionContext context) throws Throwable {
        Judged judged = (Judged) context.getRequiredTestInstance();
        String name =
                judged.target().name() + " " + context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName();
        if (!expected.contains(name)) {
            check.proceed();
            return;
        }
        try {
            check.proceed();
        } catch (Throwable known) { // any failure at all is the expected one
            Assumptions.abort("expected failure: " + name + ": " + known);
        }
        throw new AssertionError("'" + name + "' passes now: take it out of " + FILE);
    }

    private static Set<String> read() {
        try (InputStream file = Objects.requireNonNull(Ratchet.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
