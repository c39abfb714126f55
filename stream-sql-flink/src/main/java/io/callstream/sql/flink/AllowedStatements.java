package io.callstream.sql.flink;

import io.callstream.sql.query.SqlException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.operations.DescribeFunctionOperation;
import org.apache.flink.table.operations.DescribeTableOperation;
import org.apache.flink.table.operations.ExplainOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ShowOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.apache.flink.table.operations.ddl.DropViewOperation;

/** Statements that only ask: in Flink, others could load classes, and read and write files of the machine or the cluster. */
final class AllowedStatements {
    private AllowedStatements() {}

    static Operation only(List<Operation> parsed, boolean allowFiles) {
        Operation operation = parsed.get(0);
        if (allowFiles || asks(operation)) {
            return operation;
        }
        throw new SqlException(
                "only queries, views, SHOW, DESCRIBE and EXPLAIN are run in Flink (others may write files: --allow-files)",
                Optional.empty(),
                true,
                new IllegalArgumentException(operation.getClass().getSimpleName()));
    }

    static boolean asks(Operation operation) {
        return hasRows(operation) || operation instanceof CreateViewOperation || operation instanceof DropViewOperation;
    }

    static boolean hasRows(Operation operation) {
        return operation instanceof QueryOperation
                || operation instanceof ShowOperation
                || operation instanceof DescribeTableOperation
                || operation instanceof DescribeFunctionOperation
                || operation instanceof ExplainOperation;
    }
}
