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

    /** Letters that are wrong, missing, too many or in the place of their neighbour. */
    private static int distance(String a, String b) {
        int[][] mistakes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                mistakes[i][j] = i == 0 || j == 0 ? i + j : least(mistakes, a, b, i, j);
            }
        }
        return mistakes[a.length()][b.length()];
    }

    private static int least(int[][] mistakes, String a, String b, int i, int j) {
        int changed = mistakes[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(mistakes[i - 1][j], mistakes[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, mistakes[i - 2][j - 2] + 1) : least;
    }
}
