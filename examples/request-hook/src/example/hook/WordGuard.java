package example.hook;

import io.callstream.hook.Annotations;
import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.callstream.hook.MessageText;
import io.callstream.hook.RequestChange;
import io.callstream.hook.RequestHook;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps words from the provider. Has no state, so that it may look at several requests at once. */
final class WordGuard implements RequestHook {
    private final Pattern words;
    private final String replacement;

    /** @param replacement null to reject requests instead */
    WordGuard(List<String> words, String replacement) {
        this.words = Pattern.compile(
                words.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(?:", ")\\b")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
        this.replacement = replacement;
    }

    @Override
    public HookResult check(HookRequest request) {
        RequestChange change = RequestChange.NONE;
        int found = 0;
        for (MessageText text : request.texts()) {
            Matcher matcher = words.matcher(text.text());
            if (matcher.find()) {
                found++;
                if (replacement != null) {
                    change = change.withText(text.index(), matcher.replaceAll(Matcher.quoteReplacement(replacement)));
                }
            }
        }
        if (found == 0) {
            return HookResult.pass();
        }
        Annotations noted = Annotations.NONE.with("word_guard_texts", String.valueOf(found)).withTag("word-guard");
        return replacement == null
                ? new HookResult.Reject("The request has a word that may not be sent.", noted)
                : new HookResult.Change(change, noted);
    }
}
