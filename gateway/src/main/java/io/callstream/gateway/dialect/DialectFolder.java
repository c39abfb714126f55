package io.callstream.gateway.dialect;

import io.callstream.gateway.provider.Dialect;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dialects that need nothing but themselves. The row of a provider names its form, and that the folder: {@code gemini} is
 * {@code gemini.GeminiDialect}. So a new one is a folder beside this class and a row, and named nowhere else.
 */
final class DialectFolder {
    private final Map<String, Dialect> made = new ConcurrentHashMap<>();

    /**
     * The dialect of a form.
     *
     * @throws IllegalStateException if the table of providers names a form of which there is no such class
     */
    Dialect of(String form) {
        return made.computeIfAbsent(form, DialectFolder::make);
    }

    private static Dialect make(String form) {
        String name = className(form);
        try {
            return (Dialect) Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(
                    "providers.txt names the form '" + form + "', whose dialect is expected to be " + name
                            + ", public, with a constructor that needs nothing",
                    e);
        }
    }

    private static String className(String form) {
        return DialectFolder.class.getPackageName() + "." + form + "."
                + form.substring(0, 1).toUpperCase(Locale.ROOT) + form.substring(1) + "Dialect";
    }
}
