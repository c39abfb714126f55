package io.callstream.console.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Icons as parts of a page. They say nothing by themselves: a word always stands beside them, or a label on what they are in. */
public final class Icons {
    private static final String FOLDER = "/META-INF/resources/webjars/lucide-static/0.468.0/icons/";
    private static final Pattern INSIDE = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private Icons() {}

    /** @param name of an icon of Lucide's */
    public static String svg(String name) {
        return KNOWN.computeIfAbsent(name, Icons::read);
    }

    private static String read(String name) {
        Matcher inside = INSIDE.matcher(Assets.text(FOLDER + name + ".svg"));
        if (!inside.find()) {
            throw new IllegalStateException("icon " + name + " is no SVG");
        }
        return "<svg class=\"icon\" aria-hidden=\"true\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\""
                + " stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
                + inside.group(1).strip() + "</svg>";
    }
}
