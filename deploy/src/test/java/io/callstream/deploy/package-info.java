/** What the manifests and the chart give a cluster. */
@NullMarked
package io.callstream.deploy;

import org.jspecify.annotations.NullMarked;
