/** What every folder of data needs: one process, one owner, and no half-written file. */
@NullMarked
package io.callstream.files;

import org.jspecify.annotations.NullMarked;
