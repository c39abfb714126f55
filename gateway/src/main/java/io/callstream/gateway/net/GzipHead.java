package io.callstream.gateway.net;

/** Passes over the head of a gzip member (RFC 1952 §2.3), and over the trailer of the one before it. */
final class GzipHead {
    private static final int FLAGS_AT = 3;

    private Stage stage = Stage.FIXED;
    private boolean fresh = true;
    private int flags;
    private int count;
    private int extraLength;

    /** The parts in their order; a part with a flag is there when the flag is set. */
    private enum Stage {
        TRAILER(0, 8),
        FIXED(0, 10),
        EXTRA_LENGTH(4, 2),
        EXTRA(4, 0),
        NAME(8, 0),
        COMMENT(16, 0),
        CHECKSUM(2, 2),
        OVER(0, 0);

        private static final Stage[] ALL = values();

        private final int flag;
        private final int length;

        Stage(int flag, int length) {
            this.flag = flag;
            this.length = length;
        }
    }

    /** Whether nothing of the body has come yet. */
    boolean fresh() {
        return fresh;
    }

    /** Whether a member begins with the next byte. */
    boolean atMember() {
        return stage == Stage.FIXED && count == 0;
    }

    /** Whether the data begins. */
    boolean over() {
        return stage == Stage.OVER;
    }

    /** A member has ended: its trailer comes, and perhaps another member. */
    void nextMember() {
        stage = Stage.TRAILER;
        count = 0;
        extraLength = 0;
    }

    void accept(byte b) {
        fresh = false;
        if (stage == Stage.FIXED && count == FLAGS_AT) {
            flags = b;
        } else if (stage == Stage.EXTRA_LENGTH) {
            extraLength |= (b & 0xff) << Byte.SIZE * count;
        }
        count++;
        if (ended(b)) {
            next();
        }
    }

    private boolean ended(byte b) {
        return switch (stage) {
            case NAME, COMMENT -> b == 0;
            case EXTRA -> count >= extraLength;
            default -> count >= stage.length;
        };
    }

    private void next() {
        do {
            stage = Stage.ALL[stage.ordinal() + 1];
        } while (stage.flag != 0 && (flags & stage.flag) == 0 || stage == Stage.EXTRA && extraLength == 0);
        count = 0;
    }
}
