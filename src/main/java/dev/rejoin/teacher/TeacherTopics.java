package dev.rejoin.teacher;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Which teacher teaches what. */
@Singleton
public class TeacherTopics implements PanacheRepositoryBase<TeacherTopic, UUID> {}
