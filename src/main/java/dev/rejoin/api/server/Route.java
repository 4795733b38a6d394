package dev.rejoin.api.server;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Parameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An operation with what is looked up for each of its requests. */
record Route(
        Operation operation,
        Set<String> parameters,
        List<String> required,
        List<String> mediaTypes,
        List<String> pathNames) {
    static Route of(Operation operation, List<String> pathNames) {
        var parameters = operation
                .parameters(Parameter.In.QUERY)
                .map(Parameter::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var mediaTypes = operation.results().stream()
                .map(Operation.Result::mediaType)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        var required = operation
                .parameters(Parameter.In.QUERY)
                .filter(Parameter::required)
                .map(Parameter::name)
                .toList();
        return new Route(
                operation, parameters, required, mediaTypes.isEmpty() ? List.of(Answer.JSON) : mediaTypes, pathNames);
    }
}
