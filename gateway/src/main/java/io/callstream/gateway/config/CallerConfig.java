package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Optional;

/**
 * What callers may say of their calls, and where they say it.
 *
 * @param endUserHeaders headers that name the end user; the first that is there counts
 * @param userHeader header that names the user whose call it is
 * @param hides whether callers may keep their calls from all sinks
 * @param disables whether callers may leave single sinks out
 * @param address whether events have the address that a caller connects from
 */
public record CallerConfig(
        List<String> endUserHeaders, Optional<String> userHeader, boolean hides, boolean disables, boolean address) {
    public static final CallerConfig USUAL = new CallerConfig(List.of(), Optional.empty(), true, true, true);

    static final String MAPPINGS = "user_header_mappings";

    /** LiteLLM's, in its {@code general_settings}. */
    static final class OfGeneral {
        static final Key<Optional<String>> USER_HEADER = Key.text("user_header_name")
                .optional()
                .says(
                        "Header that names the end user, where user_header_mappings names none; before `user` of the body.");

        static final Key<Boolean> NO_ADDRESS = Key.flag("disable_requester_ip_address_logging")
                .byDefault("false")
                .says("Leaves the caller's address (`client_ip`) out of every event.");

        private OfGeneral() {}
    }

    /** LiteLLM's, of each of its {@code user_header_mappings}. */
    static final class OfMapping {
        static final Key<String> HEADER = Key.text("header_name")
                .required()
                .says("Header that names somebody, such as x-openwebui-user-email; callers are believed.");
        static final Key<Optional<UserHeaderRole>> ROLE = Key.choice("litellm_user_role", UserHeaderRole.class)
                .optional()
                .says(
                        "Whom: `customer` is the end user, before `user` of the body; `internal_user` is the user whose call"
                                + " it is in events and spending, in the key's user's place, whose limits go on to hold.");

        private OfMapping() {}
    }

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Boolean> EVERYTHING = Key.flag("global_disable_no_log_param")
                .byDefault("false")
                .says(
                        "Whether sinks get calls that say `no-log`, and those that leave sinks out; what a key leaves out goes on"
                                + " to be left out.");
        static final Key<Boolean> DISABLING = Key.flag("allow_dynamic_callback_disabling")
                .byDefault("true")
                .says("Whether callers may leave sinks out of their calls (x-litellm-disable-callbacks).");

        private OfLitellm() {}
    }

    /** Whom a header names. */
    enum UserHeaderRole {
        CUSTOMER,
        INTERNAL_USER
    }

    public CallerConfig {
        endUserHeaders = List.copyOf(endUserHeaders);
    }

    static CallerConfig read(Section general, Section litellm) {
        List<Mapping> mappings = mappings(general).stream().map(Mapping::read).toList();
        List<String> endUser = headers(mappings, UserHeaderRole.CUSTOMER);
        Optional<String> other = HeaderLines.name(general, OfGeneral.USER_HEADER);
        boolean everything = litellm.get(OfLitellm.EVERYTHING);
        boolean disabling = litellm.get(OfLitellm.DISABLING);
        return new CallerConfig(
                endUser.isEmpty() ? other.stream().toList() : endUser,
                headers(mappings, UserHeaderRole.INTERNAL_USER).stream().findFirst(),
                !everything,
                disabling && !everything,
                !general.get(OfGeneral.NO_ADDRESS));
    }

    /** LiteLLM takes one that stands alone as well. */
    private static List<Section> mappings(Section general) {
        return general.isMapping(MAPPINGS) ? List.of(general.section(MAPPINGS)) : general.sections(MAPPINGS);
    }

    private static List<String> headers(List<Mapping> mappings, UserHeaderRole role) {
        return mappings.stream()
                .filter(each -> each.role() == role)
                .map(Mapping::header)
                .toList();
    }

    private record Mapping(String header, UserHeaderRole role) {
        static Mapping read(Section one) {
            String header = one.get(OfMapping.HEADER).strip();
            if (!header.isEmpty() && !HeaderLines.isName(header)) {
                HeaderLines.noHeader(one, OfMapping.HEADER, header);
            }
            Optional<UserHeaderRole> role = one.get(OfMapping.ROLE);
            if (!one.has(OfMapping.ROLE.name())) {
                one.problem(OfMapping.ROLE.name(), "is missing (expected customer or internal_user)");
            }
            return new Mapping(header, role.orElse(UserHeaderRole.CUSTOMER));
        }
    }
}
