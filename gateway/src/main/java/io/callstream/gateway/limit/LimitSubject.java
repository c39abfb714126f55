package io.callstream.gateway.limit;

import org.jspecify.annotations.Nullable;

/**
 * Whom or what a limit counts.
 *
 * @param id of a key its SHA-256 (hex), of others their name or id; of two together {@link #of(Kind, String, String)}
 */
public record LimitSubject(Kind kind, String id) {
    /** The whole gateway. */
    public static final LimitSubject GLOBAL = new LimitSubject(Kind.GLOBAL, "");

    private static final char BETWEEN = '\n';

    /** What a limit may be about. The words stand in topics and never change. */
    public enum Kind {
        KEY("key"),
        TEAM("team"),
        USER("user"),
        END_USER("end_user"),
        TEAM_MEMBER("team_member"),
        ORGANIZATION("organization"),
        ORGANIZATION_MEMBER("organization_member"),
        MODEL("model"),
        TAG("tag"),
        /** By the provider's name in the configuration. */
        PROVIDER("provider"),
        /** By the deployment's id. */
        DEPLOYMENT("deployment"),
        KEY_AND_MODEL("key_model"),
        TEAM_AND_MODEL("team_model"),
        USER_AND_MODEL("user_model"),
        ORGANIZATION_AND_MODEL("organization_model"),
        /** One of several budgets that somebody has, by its length. */
        KEY_WINDOW("key_window"),
        TEAM_WINDOW("team_window"),
        USER_WINDOW("user_window"),
        GLOBAL("global");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** By hand: a call looks up a dozen subjects, and what a record brings along takes several times as long. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof LimitSubject that && kind == that.kind && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode() * 31 + kind.ordinal();
    }

    /** Both together: a key and a model group, or a team and its member. */
    public static LimitSubject of(Kind kind, String first, String second) {
        return new LimitSubject(kind, first + BETWEEN + second);
    }

    public static LimitSubject key(String sha256) {
        return new LimitSubject(Kind.KEY, sha256);
    }

    /** The budget of this length among those that a key, team or user has; null for others, which have one at most. */
    public @Nullable LimitSubject window(BudgetPeriod length) {
        return switch (kind) {
            case KEY -> of(Kind.KEY_WINDOW, id, length.toString());
            case TEAM -> of(Kind.TEAM_WINDOW, id, length.toString());
            case USER -> of(Kind.USER_WINDOW, id, length.toString());
            default -> null;
        };
    }

    /** Whose spending is counted: of one of several budgets whoever has them. */
    public LimitSubject spender() {
        return switch (kind) {
            case KEY_WINDOW -> new LimitSubject(Kind.KEY, first());
            case TEAM_WINDOW -> new LimitSubject(Kind.TEAM, first());
            case USER_WINDOW -> new LimitSubject(Kind.USER, first());
            default -> this;
        };
    }

    /** Of two together the first; else the id. */
    public String first() {
        int at = id.indexOf(BETWEEN);
        return at < 0 ? id : id.substring(0, at);
    }

    /** Of two together the second; else nothing. */
    public String second() {
        int at = id.indexOf(BETWEEN);
        return at < 0 ? "" : id.substring(at + 1);
    }
}
