package io.callstream.sink.runtime.deliver;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Says why something failed, by all of its causes, for people: bounded, in one line, and without passwords in addresses. */
public final class Causes {
    private static final int LONGEST = 400;
    private static final int DEEPEST = 8;
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private Causes() {}

    /** Every message once, the outermost first; a class's name where there is no message. */
    public static String of(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            String message = each.getMessage();
            boolean repeats =
                    each.getCause() != null && message != null && message.equals(String.valueOf(each.getCause()));
            if (!repeats) {
                messages.add(
                        message == null || message.isBlank() ? each.getClass().getSimpleName() : message);
            }
            each = each.getCause();
        }
        return bounded(String.join(": ", messages));
    }

    /** What a fault of ours is and where it stands, without its message, which may hold content. */
    public static String place(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return fault.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    private static String bounded(String text) {
        String line = USER_INFO.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("//");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
