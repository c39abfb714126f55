package io.callstream.console.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** Makes pages of templates, which were compiled with this code. Safe for use by several threads. */
public final class Pages {
    private static final String COMPILED = "io.callstream.console.pages";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), COMPILED);
    private final Assets assets;

    public Pages(Assets assets) {
        this.assets = assets;
        engine.setTrimControlStructures(true);
    }

    /** A whole page. */
    public Reply.Content page(Exchange exchange, String template, Title title, Map<String, Object> values) {
        return page(200, exchange.viewer(), template, title, values);
    }

    Reply.Content page(int status, Viewer viewer, String template, Title title, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("page", new Page(title.text(), title.active(), viewer, assets));
        return Reply.html(status, render(template, all));
    }

    /** A page's name, and the entry of the navigation that it belongs to. */
    public record Title(String text, String active) {}

    /** A part of a page. */
    public Reply.Content part(String template, Map<String, Object> values) {
        return Reply.html(render(template, values));
    }

    private String render(String template, Map<String, Object> values) {
        StringOutput out = new StringOutput(16 * 1024);
        engine.render(template + ".jte", values, out);
        return out.toString();
    }
}
