package io.callstream.gateway.json;

import io.callstream.gateway.json.SecretScan.Secret;
import org.jspecify.annotations.Nullable;

/** What the credentials of AWS and Google look like. */
final class CloudSecrets {
    private static final int ACCOUNT_SECRET = 40;
    private static final int FAR_BEHIND = 400;
    private static final byte[] STS = SecretValues.ascii("IQoJb3JpZ2lu");
    private static final byte[] STS_FORMER = SecretValues.ascii("FwoGZXIvYXdz");
    private static final byte[] BEDROCK = SecretValues.ascii("ABSKQmVkcm9ja0FQSUtleS");
    private static final byte[] GOOGLE = SecretValues.ascii("AQ.Ab8RN6");

    private final TextBytes text;

    CloudSecrets(TextBytes text) {
        this.text = text;
    }

    /** {@code AKIA…} and {@code ASIA…} of AWS, {@code AIza…} of Google. */
    @Nullable Secret key(int i) {
        if (text.at(i - 1) == 'A' && text.at(i + 1) == 'z' && text.at(i + 2) == 'a' && !text.continuesBefore(i - 1)) {
            int end = text.endOfToken(i);
            return end - i >= 30 ? new Secret(i - 1, end) : null;
        }
        int kind = text.at(i - 1);
        if (kind != 'K' && kind != 'S'
                || text.at(i - 2) != 'A'
                || text.at(i + 1) != 'A'
                || text.continuesBefore(i - 2)) {
            return null;
        }
        int end = text.endOfCapitals(i);
        return end - i >= 18 ? new Secret(i - 2, end) : null;
    }

    /** {@code ABSK…} of Bedrock and {@code AQ.…} of Google. */
    @Nullable Secret token(int b) {
        boolean bedrock = text.is(b - 1, BEDROCK);
        int first = bedrock ? b - 1 : b - 4;
        if (!bedrock && !text.is(first, GOOGLE) || text.continuesBefore(first)) {
            return null;
        }
        int end = text.endOfBase64(b);
        return end - first >= 40 ? new Secret(first, end) : null;
    }

    /** A session token of AWS. */
    @Nullable Secret session(int at) {
        int first = at - 3;
        if (!text.is(first, STS) && !text.is(first, STS_FORMER)) {
            return null;
        }
        int end = text.endOfBase64(first);
        return end - first >= 40 ? new Secret(first, end) : null;
    }

    /** The secret of an account of AWS, which has 40 characters and stands not far behind its id. */
    @Nullable Secret ofAccount(int account) {
        int last = Math.min(account + FAR_BEHIND, text.limit());
        int at = account;
        while (at < last) {
            int end = text.endOfPlainBase64(at);
            if (isOfAccount(at, end)) {
                return new Secret(at, end);
            }
            at = text.at(end) == '\\' ? text.afterEscape(end) : end + 1;
        }
        return null;
    }

    private boolean isOfAccount(int from, int end) {
        int length = end - from - text.count('\\', from, end);
        return length == ACCOUNT_SECRET
                && "-_".indexOf(text.at(from - 1)) < 0
                && "-_=".indexOf(text.at(end)) < 0
                && text.hasDigit(from, end)
                && text.hasSmallLetter(from, end);
    }
}
