package io.callstream.gateway.usage;

import com.knuddels.jtokkit.api.Encoding;

/**
 * Counts a text piece by piece, and only so much of it. The encoder's time grows with the square of a word's length, so
 * that one endless word would keep it busy for minutes; cut where there is white space, the count is the same, and a word
 * cut apart costs at most a token more. Of what is beyond {@link #LONGEST} only the length is taken.
 */
final class PieceCount {
    /** Characters that are counted; the rest is taken to be as dense. */
    static final int LONGEST = 1 << 20;

    private static final int PIECE = 8192;
    private static final int PIECE_OF_A_WORD = 512;

    private PieceCount() {}

    /** Special tokens count as the text they are written with: a client cannot send any. */
    static long of(Encoding encoding, String text) {
        int end = Math.min(text.length(), LONGEST);
        long tokens = 0;
        int from = 0;
        while (from < end) {
            int to = pieceEnd(text, from, end);
            tokens += encoding.countTokensOrdinary(text.substring(from, to));
            from = to;
        }
        return end == text.length() ? tokens : tokens * text.length() / end;
    }

    /** Before white space, which belongs to the word after it. */
    private static int pieceEnd(String text, int from, int end) {
        if (end - from <= PIECE_OF_A_WORD) {
            return end;
        }
        for (int at = Math.min(end, from + PIECE) - 1; at > from; at--) {
            if (Character.isWhitespace(text.charAt(at)) && !Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        int cut = from + PIECE_OF_A_WORD;
        return Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
    }
}
