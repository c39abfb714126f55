package io.callstream.gateway.redact;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.CallFilter;
import io.callstream.gateway.config.Detector;
import io.callstream.gateway.config.RedactionConfig;
import io.callstream.gateway.config.RedactionRule;
import io.callstream.gateway.config.RedactionTarget;
import io.callstream.gateway.config.TextFile;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of redaction that the configuration has, made ready. Safe for all threads. */
public final class Redactions {
    public static final Redactions NONE = new Redactions(List.of(), RedactionConfig.NONE.maxBytes());

    private final List<Rule> rules;
    private final int maxBytes;

    private Redactions(List<Rule> rules, int maxBytes) {
        this.rules = List.copyOf(rules);
        this.maxBytes = maxBytes;
    }

    private record Rule(CallFilter filter, Set<RedactionTarget> applyTo, List<Finder> finders, Set<String> names) {}

    /** @throws SettingsException if an expression is wrong or a file cannot be read */
    public static Redactions of(RedactionConfig config) {
        List<Rule> rules = new ArrayList<>();
        for (RedactionRule rule : config.rules()) {
            rules.add(rule(rule, "callstream.redaction.rules[" + rules.size() + "]."));
        }
        return new Redactions(rules, config.maxBytes());
    }

    private static Rule rule(RedactionRule rule, String path) {
        Set<String> names = new LinkedHashSet<>();
        List<Finder> finders = new ArrayList<>();
        rule.detectors().forEach(detector -> {
            finders.add(finder(detector));
            names.add(detector.word());
        });
        rule.patterns().forEach((name, regex) -> finders.add(pattern(name, regex, path + "patterns." + name)));
        rule.dictionaries().forEach((name, words) -> finders.add(new WordFinder(name, words)));
        rule.files()
                .forEach((name, file) ->
                        finders.add(new WordFinder(name, words(file, path + "dictionary_files." + name))));
        names.addAll(rule.patterns().keySet());
        names.addAll(rule.dictionaries().keySet());
        names.addAll(rule.files().keySet());
        return new Rule(rule.filter(), rule.applyTo(), finders, names);
    }

    private static Finder finder(Detector detector) {
        return switch (detector) {
            case MAIL -> new MailFinder();
            case PHONE -> new PhoneFinder();
            case CARD -> new CardFinder();
            case IBAN -> new IbanFinder();
            case KEY -> new KeyFinder();
        };
    }

    private static Finder pattern(String name, String regex, String key) {
        try {
            return new PatternFinder(name, Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new SettingsException(key + ": is no regular expression in RE2's syntax: " + e.getDescription());
        }
    }

    private static List<String> words(String file, String key) {
        try {
            return TextFile.read(Path.of(file)).lines().toList();
        } catch (MalformedInputException e) {
            throw new SettingsException(key + ": " + file + " is no text in UTF-8");
        } catch (IOException e) {
            throw new SettingsException(
                    key + ": " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Names of everything that is looked for. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        rules.forEach(rule -> names.addAll(rule.names()));
        return names;
    }

    /** Whether any rule applies to a target. */
    public boolean appliesTo(RedactionTarget target) {
        return rules.stream().anyMatch(rule -> rule.applyTo().contains(target));
    }

    /** What is taken out of the texts of a call. */
    public TextRedaction of(
            @Nullable String model, @Nullable ApiKey key, RedactionTarget target, RedactionCounters counters) {
        if (rules.isEmpty()) {
            return TextRedaction.NONE;
        }
        List<Finder> finders = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.applyTo().contains(target) && rule.filter().takes(model == null ? "" : model, key)) {
                finders.addAll(rule.finders());
            }
        }
        return finders.isEmpty() ? TextRedaction.NONE : new TextRedaction(finders, maxBytes, counters);
    }
}
