package dev.rejoin.teacher;

import static dev.rejoin.api.Field.reference;

import dev.rejoin.api.Resource;

/** Which teacher teaches what. */
public final class TeacherTopics {
    public static final Resource RESOURCE = Resource.named("teacher-topics", "teacher-topic", "teacher_topic")
            .is("A topic that a teacher teaches.")
            .in("teachers", "teacher")
            .segment("topics")
            .embeddedBy("topic", "teachers")
            .with(
                    reference("teacher", "teachers").required().is("The teacher."),
                    reference("topic", "topics").required().is("The topic."));

    private TeacherTopics() {}
}
