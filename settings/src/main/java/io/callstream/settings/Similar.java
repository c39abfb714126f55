package io.callstream.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Similar {
    private static final int MOST_MISTAKES = 2;
    private static final int LONGEST = 64;

    private Similar() {}

    /** The known word nearest to this one, unless none is near. */
    public static Optional<String> to(String word, Collection<String> known) {
        String plain = plain(word);
        if (plain.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = Math.min(MOST_MISTAKES, plain.length() / 3);
        return known.stream()
                .filter(each -> distance(plain, plain(each)) <= allowed)
                .min(Comparator.comparingInt((String each) -> distance(plain, plain(each)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
