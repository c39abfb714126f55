package io.callstream.gateway.redact;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words and phrases of a dictionary, in any case and as whole words: Aho and Corasick's automaton, which reads a text
 * once, however many words there are.
 */
final class WordFinder implements Finder {
    private final String name;
    private final StepTable next = new StepTable();
    /** Characters that words begin with. */
    private final BitSet first = new BitSet();

    private int[] fails = new int[16];
    private int[] lengths = new int[16];
    /** The nearest state on the way of failures that ends a word; 0 when none does. */
    private int[] shorter = new int[16];

    private int states = 1;

    WordFinder(String name, Collection<String> words) {
        this.name = name;
        words.stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .flatMap(word -> Stream.of(word, composed(word, Form.NFC), composed(word, Form.NFD)))
                .distinct()
                .forEach(this::add);
        link();
    }

    /** Letters with accents are one character or two, and look the same. */
    private static String composed(String word, Form form) {
        return Normalizer.normalize(word, form);
    }

    private void add(String word) {
        int state = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = fold(word.charAt(i));
            if (i == 0) {
                first.set(c);
            }
            int following = next.get(state, c);
            if (following == 0) {
                following = newState();
                next.put(state, c, following);
            }
            state = following;
        }
        lengths[state] = word.length();
    }

    private int newState() {
        if (states == lengths.length) {
            fails = Arrays.copyOf(fails, 2 * states);
            lengths = Arrays.copyOf(lengths, 2 * states);
            shorter = Arrays.copyOf(shorter, 2 * states);
        }
        return states++;
    }

    /** Breadth first, so that where a state fails to is known before its followers ask. */
    private void link() {
        Map<Integer, Map<Character, Integer>> followers = new HashMap<>();
        next.each((from, c, to) ->
                followers.computeIfAbsent(from, state -> new HashMap<>()).put(c, to));
        Deque<Integer> open = new ArrayDeque<>();
        followers.getOrDefault(0, Map.of()).values().forEach(open::add);
        while (!open.isEmpty()) {
            int state = open.remove();
            followers.getOrDefault(state, Map.of()).forEach((c, to) -> {
                link(state, c, to);
                open.add(to);
            });
        }
    }

    private void link(int from, char c, int to) {
        fails[to] = follow(fails[from], c);
        shorter[to] = lengths[fails[to]] > 0 ? fails[to] : shorter[fails[to]];
    }

    private int follow(int from, char c) {
        int state = from;
        while (true) {
            int to = next.get(state, c);
            if (to != 0 || state == 0) {
                return to;
            }
            state = fails[state];
        }
    }

    @Override
    public void find(String text, Matches found) {
        int state = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = fold(text.charAt(at));
            if (state == 0 && !first.get(c)) {
                continue;
            }
            state = follow(state, c);
            for (int end = lengths[state] > 0 ? state : shorter[state]; end != 0; end = shorter[end]) {
                int from = at + 1 - lengths[end];
                if (isWhole(text, from, at + 1)) {
                    found.add(from, at + 1, name);
                }
            }
        }
    }

    private static boolean isWhole(String text, int from, int to) {
        boolean begins = from == 0 || !ofWord(text.charAt(from - 1)) || !ofWord(text.charAt(from));
        boolean ends = to == text.length() || !ofWord(text.charAt(to)) || !ofWord(text.charAt(to - 1));
        return begins && ends;
    }

    /** An accent belongs to the letter before it. */
    private static boolean ofWord(char c) {
        return Character.isLetterOrDigit(c) || c >= 128 && Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** The same character for all cases of a letter. */
    private static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
