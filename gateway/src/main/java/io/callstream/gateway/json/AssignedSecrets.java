package io.callstream.gateway.json;

import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.json.SecretScan.Secret;
import org.jspecify.annotations.Nullable;

/** Values that texts other than JSON say to be credentials: {@code AWS_SECRET_ACCESS_KEY=…}, {@code x-api-key: …}. */
final class AssignedSecrets {
    private static final int SHORTEST = 6;

    private final TextBytes text;
    /** Up to here, a value without digits was read; what is assigned within it has none either. */
    private int harmlessUntil;

    AssignedSecrets(TextBytes text) {
        this.text = text;
    }

    /** @param sign a colon or an equals sign; {@code :=} and {@code =>} are as good */
    @Nullable Secret at(int sign) {
        int nameEnd = nameEnd(sign);
        int name = text.nameBefore(nameEnd);
        if (name == nameEnd || !SecretNames.matches(text.data(), name, nameEnd)) {
            return null;
        }
        int first = text.afterOpening(text.at(sign + 1) == '>' ? sign + 2 : sign + 1);
        return first < harmlessUntil || isReference(first) ? null : value(first);
    }

    private int nameEnd(int sign) {
        int end = text.at(sign) == '=' && text.at(sign - 1) == ':' ? sign - 1 : sign;
        int most = end - 2;
        while (end > most && text.at(end - 1) == ' ') {
            end--;
        }
        boolean quoted = text.at(sign) == '=' && (text.at(end - 1) == '\'' || text.at(end - 1) == '"');
        return quoted ? text.beforeEscapes(end - 2) + 1 : end;
    }

    private @Nullable Secret value(int first) {
        int end = text.endOfAssigned(first);
        if (!text.hasDigit(first, end)) {
            harmlessUntil = end;
            return null;
        }
        return end - first >= SHORTEST ? new Secret(first, end) : null;
    }

    /** Says where the value is, or what should stand here: {@code ${NAME}}, {@code <your key>}. */
    private boolean isReference(int first) {
        int c = text.at(first);
        int next = text.at(first + 1);
        return c == '$' && (next == '{' || next == '(' || next == '_' || TextBytes.isLetterOrDigit(next))
                || "<{[(%*=".indexOf(c) >= 0;
    }
}
