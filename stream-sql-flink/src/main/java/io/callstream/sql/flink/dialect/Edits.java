package io.callstream.sql.flink.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is to be changed in a statement. For one thread. */
final class Edits {
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int from, int to, String text, int rank) {}

    void replace(Token token, String text) {
        replace(token.at(), token.end(), text);
    }

    void replace(int from, int to, String text) {
        edits.add(new Edit(from, to, text, edits.size()));
    }

    void insert(int at, String text) {
        replace(at, at, text);
    }

    /** Inserts in front of what has been inserted at the same place. */
    void insertAround(int at, String text) {
        edits.add(new Edit(at, at, text, -1 - edits.size()));
    }

    Translation apply(String statement) {
        edits.sort(
                Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to).thenComparingInt(Edit::rank));
        StringBuilder text = new StringBuilder();
        List<Integer> origins = new ArrayList<>();
        int at = 0;
        for (Edit edit : edits) {
            at = copy(statement, at, edit.from(), text, origins);
            text.append(edit.text());
            for (int i = 0; i < edit.text().length(); i++) {
                origins.add(edit.from());
            }
            at = Math.max(at, edit.to());
        }
        copy(statement, at, statement.length(), text, origins);
        origins.add(statement.length());
        return new Translation(statement, text.toString(), origins);
    }

    private static int copy(String statement, int from, int to, StringBuilder text, List<Integer> origins) {
        for (int i = from; i < to; i++) {
            text.append(statement.charAt(i));
            origins.add(i);
        }
        return Math.max(from, to);
    }
}
