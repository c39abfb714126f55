package io.callstream.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be made. Only the kind is told: messages name hosts and addresses, which are no business of clients. */
final class ConnectFaults {
    private static final int DEEPEST = 10;

    private ConnectFaults() {}

    static UpstreamFailure of(@Nullable Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return UpstreamFailure.UNRESOLVED;
        }
        if (cause instanceof SSLException) {
            return ofCertificate(cause) ? UpstreamFailure.CERTIFICATE : UpstreamFailure.TLS;
        }
        if (cause instanceof ConnectTimeoutException || cause instanceof SocketTimeoutException) {
            return UpstreamFailure.CONNECT_TIMEOUT;
        }
        return cause instanceof ConnectException refused ? ofSystem(refused) : UpstreamFailure.UNREACHABLE;
    }

    /** The system tells by its words only which of its errors it was. */
    private static UpstreamFailure ofSystem(Throwable cause) {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("refused")) {
            return UpstreamFailure.REFUSED;
        }
        return words.contains("timed out") ? UpstreamFailure.CONNECT_TIMEOUT : UpstreamFailure.UNREACHABLE;
    }

    private static boolean ofCertificate(Throwable cause) {
        Throwable each = cause;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof CertificateException
                    || each instanceof CertPathValidatorException
                    || each instanceof CertPathBuilderException) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
