package io.callstream.stack.registry.catalog;

import java.util.OptionalInt;

/**
 * A version as a request names it.
 *
 * @param number the version's number; empty for the latest
 */
public record VersionRef(OptionalInt number) {

    private static final String LATEST = "latest";
    private static final String LATEST_AS_NUMBER = "-1";

    /**
     * Reads {@code latest}, {@code -1} (the same) or a number from 1.
     *
     * @throws RefusedException for anything else
     */
    public static VersionRef parse(String text) {
        if (text.equals(LATEST) || text.equals(LATEST_AS_NUMBER)) {
            return new VersionRef(OptionalInt.empty());
        }
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return new VersionRef(OptionalInt.of(number));
            }
        } catch (NumberFormatException e) {
            // Refused below, as any other number out of range.
        }
        throw RegistryError.INVALID_VERSION.because("The specified version '" + text
                + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    public boolean isLatest() {
        return number.isEmpty();
    }

    @Override
    public String toString() {
        return isLatest() ? LATEST : Integer.toString(number.getAsInt());
    }
}
