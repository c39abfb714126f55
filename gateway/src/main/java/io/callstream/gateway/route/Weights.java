package io.callstream.gateway.route;

import io.callstream.gateway.config.Share;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The weights of a group's deployments: those that are said, else requests in a minute, else tokens in a minute. */
final class Weights {
    private Weights() {}

    /** In the order of the shares. */
    static int[] of(List<Share> shares) {
        if (says(shares, Share::weight) || !says(shares, Share::rpm) && !says(shares, Share::tpm)) {
            return shares.stream().mapToInt(share -> share.weight().orElse(1)).toArray();
        }
        Function<Share, Optional<Long>> limit = says(shares, Share::rpm) ? Share::rpm : Share::tpm;
        return shares.stream()
                .mapToInt(share -> Math.toIntExact(limit.apply(share).orElse(0L)))
                .toArray();
    }

    private static boolean says(List<Share> shares, Function<Share, Optional<?>> said) {
        return shares.stream().anyMatch(share -> said.apply(share).isPresent());
    }
}
