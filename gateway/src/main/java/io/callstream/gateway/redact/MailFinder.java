package io.callstream.gateway.redact;

/** Addresses of e-mail. */
final class MailFinder implements Finder {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_HOST = 253;
    private static final String NAME = "mail";

    @Override
    public void find(String text, Matches found) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int from = at;
            while (from > 0 && at - from < LONGEST_NAME && ofName(text.charAt(from - 1))) {
                from--;
            }
            int to = endOfHost(text, at + 1);
            if (from < at && to > 0) {
                found.add(from, to, NAME);
            }
        }
    }

    private static boolean ofName(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || "._%+-'!#$&*/=?^`{|}~".indexOf(c) >= 0;
    }

    /** Negative when no host with a domain stands there. */
    private static int endOfHost(String text, int from) {
        int end = from;
        int lastDot = -1;
        int most = Math.min(text.length(), from + LONGEST_HOST);
        while (end < most && ofHost(text.charAt(end))) {
            if (text.charAt(end) == '.') {
                lastDot = end + 1 < most && Character.isLetterOrDigit(text.charAt(end + 1)) ? end : lastDot;
            }
            end++;
        }
        while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return lastDot > from && end - lastDot > 2 && isDomain(text, lastDot + 1) ? end : -1;
    }

    /** The last name of a host begins with a letter; {@code lodash@4.17.21} is a version. */
    private static boolean isDomain(String text, int from) {
        return Character.isLetter(text.charAt(from));
    }

    private static boolean ofHost(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '.';
    }
}
